//! Elimination group by group against the whole matrix solved at once.

use super::*;

/// Seven stations in two strata and four areas with two covariates.
fn example() -> (Equations, Vec<Vec<f64>>, Vec<f64>) {
    let stations = [
        (0, 0, [1.0, 0.3], 0.8),
        (0, 0, [1.0, -1.2], 1.1),
        (0, 1, [1.0, 0.7], 0.9),
        (1, 2, [1.0, 1.9], 1.3),
        (1, 2, [1.0, -0.4], 0.7),
        (1, 3, [1.0, 0.1], 1.2),
        (1, 3, [1.0, -0.9], 1.0),
    ];
    let groups = |count| Groups { weight: vec![0.0; count], x: Grid::zero(count, 2) };
    let mut equations = Equations {
        xx: Grid::square(2),
        strata: groups(2),
        areas: groups(4),
        stratum_of: vec![0, 0, 1, 1],
        prior: vec![0.0, 2.5],
    };
    let mut rows = Vec::new();
    let mut weights = Vec::new();
    for (stratum, area, x, weight) in stations {
        equations.xx.add_product(&x, &x, weight);
        equations.strata.weight[stratum] += weight;
        equations.areas.weight[area] += weight;
        add_scaled(equations.strata.x.row_mut(stratum), &x, weight);
        add_scaled(equations.areas.x.row_mut(area), &x, weight);
        let mut row = x.to_vec();
        row.extend((0..2).map(|s| if s == stratum { 1.0 } else { 0.0 }));
        row.extend((0..4).map(|a| if a == area { 1.0 } else { 0.0 }));
        rows.push(row);
        weights.push(weight);
    }
    (equations, rows, weights)
}

const SIDE: [f64; 8] = [0.7, -1.1, 0.4, 0.3, 0.9, -0.5, 0.2, 0.1];

fn side() -> Side {
    Side { x: SIDE[..2].to_vec(), strata: SIDE[2..4].to_vec(), areas: SIDE[4..].to_vec() }
}

#[test]
fn elimination_solves_the_whole_system() {
    let (equations, rows, weights) = example();
    for (lambda, mu) in [(10.0, 0.3), (0.02, 4.0), (30.0, 0.0)] {
        let width = if mu > 0.0 { 8 } else { 4 };
        let mut whole = Grid::square(width);
        for (row, weight) in rows.iter().zip(&weights) {
            whole.add_product(&row[..width], &row[..width], *weight);
        }
        whole.add(1, 1, 2.5 / lambda);
        (2..4).for_each(|at| whole.add(at, at, 1.0 / lambda));
        (4..width).for_each(|at| whole.add(at, at, 1.0 / mu));
        let factor = Factor::new(&whole);
        let expected = factor.solve(&SIDE[..width]);

        let areas = equations.without_areas(mu);
        let factored = areas.factored(lambda);
        let found = factored.solve(&side());
        let found: Vec<f64> = [found.x, found.strata, found.areas].concat();
        for (found, expected) in found.iter().zip(&expected) {
            assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
        }
        let scale = 2.0 * libm::log(lambda) + if mu > 0.0 { 4.0 * libm::log(mu) } else { 0.0 };
        assert!((factored.log_determinant - factor.log_determinant() - scale).abs() < 1e-12);
        let expected = dot(&SIDE[..width], &expected);
        let found = factored.square(&areas.reduced(&side()));
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }
}

#[test]
fn a_stratum_that_nobody_reported_from_changes_nothing_else() {
    let (mut equations, ..) = example();
    let before = equations.clone();
    equations.strata.weight.push(0.0);
    equations.strata.x.push(&[0.0, 0.0]);
    let mut right = side();
    let expected = before.without_areas(0.3).factored(10.0).solve(&right);
    right.strata.push(7.0);
    let areas = equations.without_areas(0.3);
    let found = areas.factored(10.0).solve(&right);
    assert!(found.x.iter().zip(&expected.x).all(|(a, b)| (a - b).abs() < 1e-14));
    assert!((found.strata[2] - 70.0).abs() < 1e-12, "λ times what stands on the right");
}
