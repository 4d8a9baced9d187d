//! Packed answers come back as they were.

use proptest::prelude::*;

use super::*;

fn answers() -> impl Strategy<Value = Answers> {
    let choice = "[a-z]{1,6}".prop_map(|text| text.parse::<ChoiceId>().unwrap());
    let answer = prop_oneof![
        choice.clone().prop_map(Answer::Choice),
        prop::collection::btree_set(choice, 0..4).prop_map(Answer::Choices),
        any::<i64>().prop_map(Answer::Integer),
        (0..24_u8, 0..60_u8, 0..60_u8)
            .prop_map(|(h, m, s)| Answer::Time(Time::new(h, m, s).unwrap())),
        any::<String>().prop_map(Answer::Text),
        any::<String>().prop_map(Answer::Unreadable),
        Just(Answer::Date("2021-01-10".parse().unwrap())),
        Just(Answer::Moment("2021-01-10T07:15+06:00".parse().unwrap())),
        Just(Answer::Decimal("-12.50".parse().unwrap())),
        (0..3_usize).prop_map(|i| Answer::Absent(Absence::ALL[i])),
        (-900_000_000..900_000_000_i64, any::<Option<i16>>()).prop_map(|(l, a)| {
            let (altitude, accuracy) = (a.map(i64::from), None);
            Answer::Location(Location { latitude: l, longitude: -l, altitude, accuracy })
        }),
    ];
    let place = ("[a-z]{1,4}", prop::collection::vec(1..9_u32, 0..3))
        .prop_map(|(name, at)| Place { question: name.parse().unwrap(), at });
    prop::collection::btree_map(place, answer, 0..8).prop_map(|map| map.into_iter().collect())
}

proptest! {
    #[test]
    fn answers_come_back_as_they_were(answers in answers()) {
        let (mut lexicon, mut bytes) = (Lexicon::default(), Vec::new());
        for (place, answer) in answers.iter() {
            lexicon.pack(place, answer, &mut bytes);
        }
        prop_assert_eq!(&lexicon.unpack(&bytes), &answers);
        let plain = answers.iter().filter(|(place, _)| place.at.is_empty()).count();
        prop_assert_eq!(Lexicon::brief(&bytes).count(), plain);
    }

    #[test]
    fn bytes_that_nobody_packed_do_no_harm(
        bytes in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        let _ = Lexicon::default().unpack(&bytes);
        let _ = Lexicon::brief(&bytes).count();
    }
}
