//! Published and computed vectors, to nine digits.

use sanaq_estimate::{Known, Model, Projection, Report, Settings};

fn close(found: f64, expected: f64, relative: f64) {
    let gap = (found - expected).abs();
    assert!(gap <= relative * expected.abs(), "{found} is not {expected}");
}

/// V6 of the design: three strata, one of them unseen, no covariates, the reference constants.
fn v6() -> (Model, Vec<(usize, f64, f64)>) {
    let size = [
        1_000.0, 800.0, 1_200.0, 600.0, 900.0, 500.0, 700.0, 400.0, 600.0, 1_500.0, 1_100.0, 900.0,
    ];
    let model = Model::new(&Known {
        size: &size,
        stratum: &[0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2],
        strata: 3,
        area: None,
        size_matters: false,
        covariates: &[],
    });
    let reports = vec![
        (0, 300.0, 600.0),
        (1, 200.0, 450.0),
        (2, 420.0, 700.0),
        (3, 150.0, 380.0),
        (5, 260.0, 350.0),
        (6, 300.0, 480.0),
    ];
    (model, reports)
}

#[test]
fn the_reference_method_gives_vector_v6() {
    let (model, reports) = v6();
    let mut projection = Projection::new(&model, &[4, 3, 2], 1, Settings::reference());
    for (station, votes, denominator) in reports {
        let votes = [votes];
        assert!(projection.report(&Report { station, expansion: 1.0, votes: &votes, denominator }));
    }
    let fit = projection.fit().unwrap();
    for (weight, expected) in fit.weights.iter().zip([
        1.752_659_574_468_084_4,
        1.752_659_574_468_084_4,
        1.752_659_574_468_084_4,
        1.752_659_574_468_084_4,
        3.242_021_276_595_751_5,
        3.242_021_276_595_751_5,
    ]) {
        close(*weight, expected, 1e-12);
    }
    let register: f64 =
        fit.stations.iter().zip(&fit.weights).map(|(s, w)| w * model.size(*s)).sum();
    close(register, 10_200.0, 1e-12);
    let line = fit.lines[0];
    close(line.estimate, 0.574_541_284_403_669_7, 1e-12);
    close(line.error, 0.051_719_013_42, 1e-9);
    close(line.error_allowed, 0.054_517_047_72, 1e-9);
    close(line.degrees, 4.166_480_905_1, 1e-9);
}
