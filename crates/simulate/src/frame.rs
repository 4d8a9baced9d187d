//! The country's polling stations before anybody votes: areas, codes, registers.

use sanaq_election::{AreaId, Areas, Texts};

use crate::{
    dice::{Dice, Streams},
    divide::{divide, rounded},
    plan::{Plan, Region, Shape},
};

/// The median register of a station that is closed to others, and the spread of its logarithm.
const CLOSED_REGISTER: f64 = 90.0;
const CLOSED_SPREAD: f64 = 0.6;
/// No register is smaller.
const SMALLEST_REGISTER: f64 = 15.0;
/// Precincts are split before they outgrow the law: what would be larger lies within this part
/// below the limit.
const BELOW_LARGEST: f64 = 0.2;
/// How much made-up regions, and districts, differ in size: spreads of logarithms.
const REGION_SPREAD: f64 = 0.5;
const DISTRICT_SPREAD: f64 = 0.4;
/// How much regions differ in their share of towns, and districts of a region: spreads of logits.
const REGION_TOWNS: f64 = 0.6;
const DISTRICT_TOWNS: f64 = 1.5;

/// All stations.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// The regions, named and with their wishes.
    pub(crate) regions: Vec<Region>,
    /// The areas' paths.
    pub(crate) areas: Areas,
    /// The districts, those of a region together.
    pub(crate) districts: Vec<District>,
    /// The stations, those of a district together.
    pub(crate) places: Vec<Place>,
    /// The stations' codes.
    pub(crate) codes: Texts,
}

/// A district.
#[derive(Clone, Copy, Debug)]
pub(crate) struct District {
    /// Its area.
    pub(crate) area: AreaId,
    /// The place of its region among the regions.
    pub(crate) region: usize,
}

/// A polling station.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The place of its district among the districts.
    pub(crate) district: usize,
    /// Registered voters.
    pub(crate) registered: u32,
    /// Whether it is closed to others than inmates, patients, soldiers.
    pub(crate) closed: bool,
}

impl Frame {
    /// Draws the stations of a plan.
    pub(crate) fn draw(plan: &Plan, streams: Streams) -> Self {
        let regions = regions(plan, streams);
        let sizes = regions.iter().map(|region| {
            let urban = region.urban.unwrap_or(plan.shape.urban);
            region.registered_weight / mean_register(&plan.shape, urban)
        });
        let counts = divide(plan.stations as u64, &sizes.collect::<Vec<_>>());
        let mut frame = Self {
            areas: Areas::default(),
            districts: Vec::new(),
            places: Vec::with_capacity(plan.stations),
            codes: Texts::default(),
            regions,
        };
        let mut sizes: Vec<f64> = Vec::with_capacity(plan.stations);
        for (region, count) in counts.iter().enumerate() {
            frame.draw_region(region, *count, &plan.shape, streams, &mut sizes);
        }
        frame.register(plan.registered, &counts, &sizes);
        for code in 1..=frame.places.len() {
            frame.codes.push(&code.to_string());
        }
        frame
    }

    /// Draws a region's districts and their stations; what their registers would be goes to
    /// `sizes`.
    fn draw_region(
        &mut self,
        region: usize,
        count: u64,
        shape: &Shape,
        streams: Streams,
        sizes: &mut Vec<f64>,
    ) {
        let Some(wishes) = self.regions.get(region).filter(|_| count > 0) else { return };
        let (name, urban) = (wishes.name.clone(), wishes.urban.unwrap_or(shape.urban));
        let districts = rounded(count as f64 / shape.stations_per_district).max(1);
        let mut dice = streams.open("districts", region);
        let weights: Vec<f64> =
            (0..districts).map(|_| libm::exp(DISTRICT_SPREAD * dice.normal())).collect();
        let digits = districts.to_string().len().max(2);
        for (number, stations) in (1..).zip(divide(count, &weights)) {
            let separator = Areas::SEPARATOR;
            let path = format!("{name}{separator}District {number:0digits$}");
            let area = self.areas.intern(&path);
            let district = self.districts.len();
            self.districts.push(District { area, region });
            let towns = streams.open("towns", district).near(urban, DISTRICT_TOWNS);
            for _ in 0..stations {
                let mut dice = streams.open("register", self.places.len());
                let (size, closed) = size(&mut dice, shape, towns);
                self.places.push(Place { district, registered: 0, closed });
                sizes.push(size);
            }
        }
    }

    /// Turns sizes into registers: as they are, or so that they sum to a given total with each
    /// region's part as wished.
    fn register(&mut self, total: Option<u64>, counts: &[u64], sizes: &[f64]) {
        let registers: Vec<u64> = match total {
            None => sizes.iter().map(|size| rounded(*size)).collect(),
            Some(total) => {
                let with_stations =
                    self.regions.iter().zip(counts).map(|(region, count)| {
                        if *count > 0 { region.registered_weight } else { 0.0 }
                    });
                let parts = divide(total, &with_stations.collect::<Vec<_>>());
                let mut rest = sizes;
                let split = parts.iter().zip(counts).flat_map(|(part, count)| {
                    let count = usize::try_from(*count).unwrap_or(usize::MAX).min(rest.len());
                    let (own, others) = rest.split_at(count);
                    rest = others;
                    divide(*part, own)
                });
                split.collect()
            }
        };
        for (place, register) in self.places.iter_mut().zip(registers) {
            place.registered = u32::try_from(register).unwrap_or(sanaq_election::Column::MAX);
        }
    }

    /// The district of a station and the place of its region.
    pub(crate) fn region_of(&self, place: &Place) -> usize {
        self.districts.get(place.district).map_or(0, |district| district.region)
    }
}

/// The plan's regions, or made-up ones: more of them the more stations there are.
fn regions(plan: &Plan, streams: Streams) -> Vec<Region> {
    let mut regions = plan.regions.clone();
    if regions.is_empty() {
        let count = rounded((plan.stations as f64).sqrt() / 6.0).clamp(1, 20);
        regions = (1..=count).map(|i| Region::new(&format!("Region {i:02}"), 1.0)).collect();
    }
    for (index, region) in regions.iter_mut().enumerate() {
        let mut dice = streams.open("region", index);
        let (weight, urban) =
            (libm::exp(REGION_SPREAD * dice.normal()), dice.near(plan.shape.urban, REGION_TOWNS));
        if plan.regions.is_empty() {
            region.registered_weight = weight;
        }
        region.name = region.name.trim().to_owned();
        region.urban = region.urban.or(Some(urban));
    }
    regions
}

/// What a station's register would be, and whether it is a closed one.
fn size(dice: &mut Dice, shape: &Shape, towns: f64) -> (f64, bool) {
    let closed = dice.happens(shape.closed);
    let urban = dice.happens(towns);
    let (median, spread) = if closed {
        (CLOSED_REGISTER, CLOSED_SPREAD)
    } else if urban {
        (shape.urban_register, shape.urban_spread)
    } else {
        (shape.rural_register, shape.rural_spread)
    };
    let size = median * libm::exp(spread * dice.normal());
    let split = shape.largest_register * (1.0 - BELOW_LARGEST * dice.unit());
    let size = if shape.largest_register < size { split } else { size.max(SMALLEST_REGISTER) };
    (size.min(shape.largest_register), closed)
}

/// The mean register where a share `urban` of the stations lies in towns, but for closed stations
/// and the law's limit: the mean of a log-normal is its median times exp(σ²/2).
fn mean_register(shape: &Shape, urban: f64) -> f64 {
    let mean = |median: f64, spread: f64| median * libm::exp(spread * spread / 2.0);
    urban * mean(shape.urban_register, shape.urban_spread)
        + (1.0 - urban) * mean(shape.rural_register, shape.rural_spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_totals_are_met_and_regions_get_their_part() {
        let mut plan = Plan::new(1000);
        plan.registered = Some(1_200_345);
        plan.regions =
            vec![Region::new("Steppe", 700.0), Region::new("City", 500.0), Region::new("Sea", 0.0)];
        let frame = Frame::draw(&plan, Streams(5));
        let registered = |region: usize| -> u64 {
            let own = frame.places.iter().filter(|place| frame.region_of(place) == region);
            own.map(|place| u64::from(place.registered)).sum()
        };
        assert_eq!(frame.places.len(), 1000);
        assert_eq!(registered(0) + registered(1), 1_200_345);
        assert!(registered(0).abs_diff(1_200_345 * 7 / 12) <= 1);
        assert_eq!(registered(2), 0);
    }

    #[test]
    fn villages_are_small_and_towns_large() {
        let median = |urban: f64| {
            let mut plan = Plan::new(999);
            plan.regions = vec![Region { urban: Some(urban), ..Region::new("A", 1.0) }];
            let frame = Frame::draw(&plan, Streams(5));
            let mut sizes: Vec<u32> = frame.places.iter().map(|place| place.registered).collect();
            sizes.sort_unstable();
            assert!(sizes[998] <= 3000 && sizes[0] >= 15);
            sizes[499]
        };
        assert!((300..500).contains(&median(0.0)), "{}", median(0.0));
        assert!((1450..1750).contains(&median(1.0)), "{}", median(1.0));
    }

    #[test]
    fn areas_are_paths_and_codes_are_unique() {
        let frame = Frame::draw(&Plan::new(3000), Streams(5));
        let path = frame.areas.path(frame.districts[0].area);
        assert_eq!(path, "Region 01/District 01");
        assert_eq!(frame.regions.len(), 9);
        assert_eq!(frame.codes.get(2999), "3000");
        let own: u64 = frame.places.iter().map(|place| u64::from(place.registered)).sum();
        assert!((2_000_000..4_500_000).contains(&own), "{own}");
    }
}
