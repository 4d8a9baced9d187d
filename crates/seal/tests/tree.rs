//! The tree, the tiles and the proofs against published vectors and another implementation.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

use ct_merkle::{ConsistencyProof, InclusionProof, RootHash, mem_backed_tree::MemoryBackedTree};
use proptest::prelude::*;
use sanaq_seal::{
    hash::Hash,
    tile::{Resource, Tile, Tiles, bundle, unbundle},
    tree::{Frontier, NoProof, Question, leaf_hash, root, verify_consistency, verify_inclusion},
};
use sha2::Sha256;

/// The leaves of the RFC 6962 vectors and the roots of the first 0 to 8 of them.
const LEAVES: [&[u8]; 8] = [
    &[],
    &[0x00],
    &[0x10],
    &[0x20, 0x21],
    &[0x30, 0x31],
    &[0x40, 0x41, 0x42, 0x43],
    &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    &[
        0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e,
        0x6f,
    ],
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

#[test]
fn the_roots_of_rfc_6962_are_right() {
    let mut frontier = Frontier::default();
    for (size, expected) in ROOTS.iter().enumerate() {
        assert_eq!(frontier.root().to_string(), *expected, "size {size}");
        let leaves: Vec<Hash> = LEAVES[..size].iter().map(|leaf| leaf_hash(leaf)).collect();
        assert_eq!(root(&leaves), frontier.root());
        if let Some(leaf) = LEAVES.get(size) {
            frontier.push(leaf_hash(leaf));
        }
    }
}

/// A log of `size` distinct leaves: its tiles and its roots by size.
fn grow(size: u64) -> (Tiles, Vec<Hash>) {
    let mut levels: Vec<Vec<Hash>> = vec![Vec::new(); 8];
    let mut frontier = Frontier::default();
    let mut roots = vec![frontier.root()];
    for leaf in 0..size {
        let hash = leaf_hash(&leaf.to_be_bytes());
        levels[0].push(hash);
        for (level, index, hash) in frontier.push(hash) {
            let level = &mut levels[usize::from(level)];
            assert_eq!(u64::try_from(level.len()).unwrap(), index, "hashes come in order");
            level.push(hash);
        }
        roots.push(frontier.root());
    }
    let mut tiles = Tiles::default();
    for tile in Tile::all(size) {
        let range = tile.nodes();
        let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
        tiles.insert(tile, levels[usize::from(tile.level)][range].to_vec());
    }
    (tiles, roots)
}

fn root_of(roots: &[Hash], size: u64) -> Hash {
    roots[usize::try_from(size).unwrap()]
}

#[test]
fn every_proof_of_every_small_tree_verifies_and_no_other_does() {
    let (tiles, roots) = grow(40);
    for size in 1..=40 {
        let root = root_of(&roots, size);
        for index in 0..size {
            let proof = Question::Inclusion { index, size }.prove(&tiles).unwrap();
            let leaf = leaf_hash(&index.to_be_bytes());
            assert!(verify_inclusion(&leaf, index, size, &proof, &root), "{index} of {size}");
            let wrong_places = (0..size + 2).filter(|other| *other != index);
            for other in wrong_places {
                assert!(!verify_inclusion(&leaf, other, size, &proof, &root));
            }
        }
        for old in 0..=size {
            let proof = Question::Consistency { old, size }.prove(&tiles).unwrap();
            let before = root_of(&roots, old);
            assert!(verify_consistency(old, size, &before, &root, &proof), "{old} to {size}");
            if old > 0 && old < size {
                assert!(!verify_consistency(old, size, &root, &before, &proof));
                assert!(!verify_consistency(size, old, &root, &before, &proof));
            }
        }
    }
}

#[test]
fn no_bit_of_a_proof_can_change() {
    let (tiles, roots) = grow(300);
    let (index, size, old) = (137_u64, 300, 150);
    let (leaf, root, before) =
        (leaf_hash(&index.to_be_bytes()), root_of(&roots, size), root_of(&roots, old));
    let inclusion = Question::Inclusion { index, size }.prove(&tiles).unwrap();
    let consistency = Question::Consistency { old, size }.prove(&tiles).unwrap();
    for at in 0..inclusion.len() * 256 {
        let mut bent = inclusion.clone();
        bent[at / 256].0[at % 256 / 8] ^= 1 << (at % 8);
        assert!(!verify_inclusion(&leaf, index, size, &bent, &root));
    }
    for at in 0..consistency.len() * 256 {
        let mut bent = consistency.clone();
        bent[at / 256].0[at % 256 / 8] ^= 1 << (at % 8);
        assert!(!verify_consistency(old, size, &before, &root, &bent));
    }
    for bit in 0..256 {
        let (bent_leaf, bent_root, bent_before) =
            (bend(leaf, bit), bend(root, bit), bend(before, bit));
        assert!(!verify_inclusion(&bent_leaf, index, size, &inclusion, &root));
        assert!(!verify_inclusion(&leaf, index, size, &inclusion, &bent_root));
        assert!(!verify_consistency(old, size, &bent_before, &root, &consistency));
        assert!(!verify_consistency(old, size, &before, &bent_root, &consistency));
    }
}

/// A function, not a closure: rustc 1.95 miscompiles a closure that changes an argument given by
/// value when it is called twice with the same one.
fn bend(mut hash: Hash, bit: usize) -> Hash {
    hash.0[bit / 8] ^= 1 << (bit % 8);
    hash
}

#[test]
fn seventy_thousand_leaves_have_the_tiles_of_the_specification() {
    let tiles: Vec<Tile> = Tile::all(70_000).collect();
    let count = |level: u8, partial: bool| {
        let kind = |tile: &&Tile| tile.level == level && tile.is_partial() == partial;
        tiles.iter().filter(kind).count()
    };
    let width = |level: u8| {
        tiles.iter().find(|tile| tile.level == level && tile.is_partial()).map(|tile| tile.width)
    };
    assert_eq!((count(0, false), width(0)), (273, Some(112)));
    assert_eq!((count(1, false), width(1)), (1, Some(17)));
    assert_eq!((count(2, false), width(2)), (0, Some(1)));
    assert_eq!(tiles.len(), 277);
    let two_hundred_fifty_six: Vec<String> = Tile::all(256).map(|tile| tile.path()).collect();
    assert_eq!(two_hundred_fifty_six, ["tile/0/000", "tile/1/000.p/1"]);
    assert_eq!(Tile::all(0).count(), 0);
}

#[test]
fn paths_are_those_of_the_specification() {
    let tile = Tile { level: 0, index: 1_234_067, width: 256 };
    assert_eq!(tile.path(), "tile/0/x001/x234/067");
    assert_eq!(tile.entries_path(), "tile/entries/x001/x234/067");
    for path in [
        "checkpoint",
        "tile/0/x001/x234/067",
        "tile/1/000.p/17",
        "tile/63/000",
        "tile/entries/x273/000.p/112",
        "tile/entries/999",
    ] {
        assert_eq!(path.parse::<Resource>().unwrap().to_string(), path);
    }
    for path in [
        "",
        "tile",
        "tile/0",
        "tile/64/000",
        "tile/00/000",
        "tile/0/1",
        "tile/0/x000/001",
        "tile/0/001/x002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/../000",
        "tile/-1/000",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "/tile/0/000",
        "tile/0/000/",
    ] {
        assert!(path.parse::<Resource>().is_err(), "{path}");
    }
}

#[test]
fn a_missing_hash_and_a_question_beyond_the_tree_are_said() {
    let (tiles, _) = grow(10);
    let beyond = Question::Inclusion { index: 10, size: 10 }.prove(&tiles);
    assert_eq!(beyond, Err(NoProof::OutOfRange { asked: 10, size: 10 }));
    let missing = Question::Root { size: 11 }.prove(&tiles);
    assert_eq!(missing, Err(NoProof::Missing { level: 0, index: 10 }));
    assert!(Frontier::from_parts(3, vec![Hash::of(b"")]).is_none());
}

#[test]
fn bundles_of_entries_are_read_back_and_a_cut_one_is_refused() {
    let longest = vec![7; 65_535];
    let leaves: [&[u8]; 3] = [b"", b"one", &longest];
    let bytes = bundle(leaves).unwrap();
    assert_eq!(unbundle(&bytes).unwrap(), leaves);
    assert!(unbundle(&bytes[..bytes.len() - 1]).is_none());
    assert!(bundle([vec![0; 65_536].as_slice()]).is_err());
    assert_eq!(unbundle(&[]).unwrap().len(), 0);
}

/// The same tree in the other implementation.
fn oracle(size: u64) -> MemoryBackedTree<Sha256, [u8; 8]> {
    let mut tree = MemoryBackedTree::new();
    (0..size).for_each(|leaf| tree.push(leaf.to_be_bytes()));
    tree
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Proofs are the same bytes as those of ct-merkle, and it accepts ours.
    #[test]
    fn another_implementation_agrees(size in 1_u64..700, at in 0.0..1.0_f64) {
        let (tiles, roots) = grow(size);
        let tree = oracle(size);
        let root = root_of(&roots, size);
        let theirs = tree.root();
        prop_assert_eq!(theirs.as_bytes().as_slice(), root.0.as_slice());
        let index = (0..size).find(|index| *index as f64 >= at * (size - 1) as f64).unwrap();
        let ours = Question::Inclusion { index, size }.prove(&tiles).unwrap();
        let theirs: InclusionProof<Sha256> = tree.prove_inclusion(usize::try_from(index).unwrap());
        let bytes: Vec<u8> = ours.iter().flat_map(|hash| hash.0).collect();
        prop_assert_eq!(theirs.as_bytes(), bytes.as_slice());
        let old = index + 1;
        let ours = Question::Consistency { old, size }.prove(&tiles).unwrap();
        let added = usize::try_from(size - old).unwrap();
        if added > 0 {
            let bytes: Vec<u8> = ours.iter().flat_map(|hash| hash.0).collect();
            let theirs: ConsistencyProof<Sha256> = tree.prove_consistency(added);
            prop_assert_eq!(theirs.as_bytes(), bytes.as_slice());
            let before = RootHash::<Sha256>::new(root_of(&roots, old).0.into(), old);
            prop_assert!(tree.root().verify_consistency(&before, &theirs).is_ok());
        }
    }

    /// Only the tiles that a question names are needed to answer it.
    #[test]
    fn a_proof_needs_only_the_tiles_it_names(size in 1_u64..70_000, at in 0.0..1.0_f64) {
        let index = (0..size).find(|index| *index as f64 >= at * (size - 1) as f64).unwrap();
        for question in [
            Question::Inclusion { index, size },
            Question::Consistency { old: index, size },
            Question::Root { size },
        ] {
            let mut tiles = Tiles::default();
            for tile in question.tiles().unwrap() {
                tiles.insert(tile, vec![Hash([1; 32]); usize::from(tile.width)]);
            }
            prop_assert!(question.prove(&tiles).is_ok());
        }
    }

    #[test]
    fn a_frontier_can_be_stored_and_goes_on(size in 0_u64..300, more in 0_u64..300) {
        let (_, roots) = grow(size + more);
        let mut frontier = Frontier::default();
        (0..size).for_each(|leaf| { frontier.push(leaf_hash(&leaf.to_be_bytes())); });
        let mut again = Frontier::from_parts(size, frontier.peaks().to_vec()).unwrap();
        (size..size + more).for_each(|leaf| { again.push(leaf_hash(&leaf.to_be_bytes())); });
        prop_assert_eq!(again.root(), root_of(&roots, size + more));
    }

    #[test]
    fn arbitrary_paths_and_bundles_never_panic(path: String, bytes: Vec<u8>) {
        let _ = path.parse::<Resource>();
        let _ = format!("tile/{path}").parse::<Resource>();
        let _ = unbundle(&bytes);
    }
}
