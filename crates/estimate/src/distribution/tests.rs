//! Against published values and against closed forms.

use super::*;

fn close(found: f64, expected: f64, relative: f64) {
    let gap = (found - expected).abs();
    assert!(gap <= relative * expected.abs(), "{found} is not {expected}");
}

#[test]
fn normal_quantiles_are_the_published_ones_and_invert_the_tail() {
    // Wichura's own check values, and the familiar points.
    close(normal_quantile(0.25), -0.674_489_750_196_081_7, 1e-15);
    close(normal_quantile(0.001), -3.090_232_306_167_813_5, 1e-15);
    close(normal_quantile(1e-20), -9.262_340_089_798_408, 1e-15);
    close(normal_quantile(0.975), 1.959_963_984_540_054, 1e-15);
    for z in [-3.1, -0.7, 0.2, 1.3, 4.4, 8.0] {
        close(normal_quantile(normal_upper(z)), -z, 1e-13);
    }
    assert!(normal_quantile(0.0) == f64::NEG_INFINITY && normal_quantile(1.0) == f64::INFINITY);
    assert!(normal_quantile(0.5).abs() < 1e-300);
}

#[test]
fn students_t_with_one_and_two_degrees_has_a_closed_form() {
    for t in [-30.0, -1.0, 0.0, 0.3, 2.0, 12.7, 1e5] {
        let one = 0.5 - libm::atan(t) / PI;
        let two = 0.5 - 0.5 * t / (2.0 + t * t).sqrt();
        assert!((student_upper(t, 1.0) - one).abs() < 1e-14, "{t}");
        assert!((student_upper(t, 2.0) - two).abs() < 1e-14, "{t}");
    }
}

/// Two-sided 95 % points; the tables print them to three decimals, mpmath gave these digits.
#[test]
fn quantiles_of_students_t_are_the_tabulated_ones() {
    let table = [
        (0.7, 36.611_415_031_588_69),
        (1.0, 12.706_204_736_174_704),
        (2.0, 4.302_652_729_749_464),
        (3.0, 3.182_446_305_283_71),
        (3.565_480_82, 2.915_116_789_336_96),
        (5.0, 2.570_581_835_636_316),
        (10.0, 2.228_138_851_986_275),
        (30.0, 2.042_272_456_301_238),
        (100.0, 1.983_971_518_523_552),
        (1_000.0, 1.962_339_080_826_408),
    ];
    for (df, expected) in table {
        close(student_quantile(0.975, df), expected, 1e-12);
        close(student_quantile(0.025, df), -expected, 1e-12);
    }
    // Fisher's expansion about the normal point: z + (z³ + z) / 4 df.
    let z = 1.959_963_984_540_054;
    close(student_quantile(0.975, 1e6), z + (z * z * z + z) / 4e6, 1e-11);
    close(student_quantile(0.975, f64::INFINITY), z, 1e-6);
    assert!(student_quantile(0.5, 3.0).abs() < 1e-300);
}

#[test]
fn quantiles_invert_tails_for_broken_degrees_of_freedom_too() {
    for df in [0.7, 1.5, 3.565_480_82, 17.25, 333.3, 25_000.0] {
        for p in [0.5001, 0.6, 0.9, 0.975, 0.9999, 1.0 - 1e-9] {
            let t = student_quantile(p, df);
            assert!(
                (student_upper(t, df) - (1.0 - p)).abs() < 1e-12 * (1.0 - p).max(1e-3),
                "{df} {p}"
            );
        }
    }
}

#[test]
fn the_beta_integral_has_its_closed_forms_and_its_symmetry() {
    for x in [0.01, 0.3, 0.5, 0.77, 0.999] {
        close(beta_cdf(x, 1.0, 3.0), 1.0 - (1.0 - x) * (1.0 - x) * (1.0 - x), 1e-13);
        close(beta_cdf(x, 2.0, 1.0), x * x, 1e-13);
        close(beta_cdf(x, 0.5, 0.5), 2.0 / PI * libm::asin(x.sqrt()), 1e-13);
        for (a, b) in [(0.3, 7.0), (12.0, 80.5), (500.0, 0.5), (4_000.0, 6_000.0)] {
            let both = beta_cdf(x, a, b) + beta_cdf(1.0 - x, b, a);
            assert!((both - 1.0).abs() < 1e-12, "{x} {a} {b}");
        }
    }
    assert!(beta_cdf(-0.1, 2.0, 2.0) <= 0.0 && beta_cdf(1.1, 2.0, 2.0) >= 1.0);
}

#[test]
fn logarithms_of_beta_agree_where_both_ways_are_exact() {
    for (a, b) in [(0.5, 12.0), (3.0, 40.0), (13.0, 14.0), (0.5, 1_000.0)] {
        let plain = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
        assert!((ln_beta(a, b) - plain).abs() < 1e-11, "{a} {b}");
    }
    // Γ(½) / √n is the limit of B(½, n): at n = 1e9 they differ by a part in 8e9.
    close(ln_beta(0.5, 1e9), 0.5 * libm::log(PI / 1e9), 1e-9);
}
