//! Tails and quantiles of the normal, Student's t and the beta distribution.
//!
//! Written here on `libm`, because the packaged ones call the platform's logarithms, which differ
//! in the last bit between machines. Sources: erfc of `libm`; M. J. Wichura, Algorithm AS 241,
//! Applied Statistics 37 (1988); the continued fraction of the incomplete beta integral, DLMF
//! 8.17.22, evaluated by the method of Lentz; Stirling's series, DLMF 5.11.1.

use std::f64::consts::{PI, SQRT_2};

/// The chance that a standard normal variable exceeds `z`.
pub fn normal_upper(z: f64) -> f64 {
    0.5 * libm::erfc(z / SQRT_2)
}

/// The point that a standard normal variable stays below with chance `p` (AS 241, PPND16).
/// Chances outside (0, 1) give an infinity.
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    if tail <= 0.0 {
        return if q < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let r = (-libm::log(tail)).sqrt();
    let z = if r <= 5.0 { ratio(r - 1.6, &SHOULDER) } else { ratio(r - 5.0, &TAIL) };
    if q < 0.0 { -z } else { z }
}

/// The chance that Student's t with `df` degrees of freedom (any positive number) exceeds `t`.
pub fn student_upper(t: f64, df: f64) -> f64 {
    if t.is_infinite() {
        return if t > 0.0 { 0.0 } else { 1.0 };
    }
    // Beyond ten million degrees nothing changes but the length of the fraction.
    let df = df.min(1e7);
    let square = t * t;
    // Whichever argument is away from 1 keeps its digits.
    let both = if square < df {
        1.0 - beta_cdf(square / (df + square), 0.5, 0.5 * df)
    } else {
        beta_cdf(df / (df + square), 0.5 * df, 0.5)
    };
    if t > 0.0 { 0.5 * both } else { 1.0 - 0.5 * both }
}

/// The point that Student's t with `df` degrees of freedom stays below with chance `p`.
pub fn student_quantile(p: f64, df: f64) -> f64 {
    if p < 0.5 {
        return -student_quantile(1.0 - p, df);
    }
    let upper = 1.0 - p;
    if upper <= 0.0 {
        return f64::INFINITY;
    }
    if upper >= 0.5 {
        return 0.0;
    }
    // Bracket, then Newton's steps that fall back on halving when they leave the bracket.
    let (mut low, mut high) = (0.0, normal_quantile(p).max(1.0));
    while student_upper(high, df) > upper {
        (low, high) = (high, high * 2.0);
    }
    let mut t = 0.5 * (low + high);
    for _ in 0..200 {
        let excess = student_upper(t, df) - upper;
        if excess > 0.0 {
            low = t;
        } else {
            high = t;
        }
        let newton = t + excess / student_density(t, df);
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - t).abs() <= 1e-15 * t.abs() || high - low <= 1e-15 * high {
            return next;
        }
        t = next;
    }
    t
}

fn student_density(t: f64, df: f64) -> f64 {
    let log_norm = -0.5 * libm::log(df) - ln_beta(0.5, 0.5 * df);
    libm::exp(log_norm - 0.5 * (df + 1.0) * libm::log1p(t * t / df))
}

/// The regularised incomplete beta integral `I_x(a, b)`.
pub fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) - ln_beta(a, b));
    // The fraction converges fast on its own side of the mean.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(x, a, b) / a
    } else {
        1.0 - front * beta_fraction(1.0 - x, b, a) / b
    }
}

/// DLMF 8.17.22 by the modified method of Lentz.
fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for m in 1..20_000_u32 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        fraction *= c * d;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        fraction *= c * d;
        if (c * d - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}

/// ln B(a, b), without the cancellation of three large logarithms of gamma.
fn ln_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    if large < STIRLING_FROM {
        return libm::lgamma(small) + libm::lgamma(large) - libm::lgamma(small + large);
    }
    // ln Γ(large) − ln Γ(small + large) from Stirling's formula with its exact remainder.
    let sum = small + large;
    let rest = stirling_rest(large) - stirling_rest(sum);
    let log_ratio = libm::log1p(small / large);
    let gap = rest + small - small * libm::log(large) - (sum - 0.5) * log_ratio;
    libm::lgamma(small) + gap
}

const STIRLING_FROM: f64 = 12.0;

/// ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π) for large x (DLMF 5.11.1).
fn stirling_rest(x: f64) -> f64 {
    let s = 1.0 / (x * x);
    let series = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1_260.0,
        -1.0 / 1_680.0,
        1.0 / 1_188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    series.iter().rev().fold(0.0, |sum, term| sum * s + term) / x
}

/// The density of the standard normal distribution.
pub fn normal_density(z: f64) -> f64 {
    libm::exp(-0.5 * z * z) / (2.0 * PI).sqrt()
}

/// Numerator and denominator of one piece of AS 241, constant term first.
type Piece = ([f64; 8], [f64; 8]);

fn ratio(r: f64, piece: &Piece) -> f64 {
    let horner = |terms: &[f64; 8]| terms.iter().rev().fold(0.0, |sum, term| sum * r + term);
    horner(&piece.0) / horner(&piece.1)
}

const CENTRE: Piece = (
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
);
const SHOULDER: Piece = (
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
);
const TAIL: Piece = (
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
);

#[cfg(test)]
mod tests;
