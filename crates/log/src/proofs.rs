//! Proofs of a log: signed heads, tiles, receipts, witnesses.
//!
//! Everything is computed from hashes that were stored when the entries were; no entry is read
//! again, however long the log is.

use sanaq_seal::{
    checkpoint::Checkpoint,
    entry::leaf_data,
    hash::Hash,
    note::{Note as SignedNote, Signature, SigningKey, VerifierKey},
    receipt::{Promise, proved},
    tile::{Resource, Tile, Tiles, bundle},
    tree::{Question, verify_consistency},
    witness::Request,
};

use crate::{entry::Appended, error::LogError, log::Log, store::Note};

/// Among how many of the newest checkpoints a receipt looks for the one with most witnesses.
const RECENT_CHECKPOINTS: u64 = 64;

impl Log {
    /// The promise that an entry was taken, signed: the receipt that is given at once.
    /// The same entry and key give the same text, on every node.
    pub fn promise(appended: &Appended, key: &SigningKey) -> Result<String, LogError> {
        let (index, leaf) = (appended.sequence, appended.leaf);
        let promise = Promise { origin: key.name().to_owned(), index, leaf };
        Ok(promise.sign(key).map_err(sanaq_seal::checkpoint::CheckpointError::from)?)
    }

    /// Signs the present head, stores the checkpoint and returns it. Without new entries the last
    /// one is returned. A head that contradicts the last checkpoint is never signed: then the
    /// store was rolled back or changed.
    pub async fn sign_checkpoint(&self, key: &SigningKey) -> Result<String, LogError> {
        let (size, note, stored) = self.signed_head(key).await?;
        if !stored {
            self.note(Note::Checkpoint { size, note: note.clone() }).await?;
        }
        Ok(note)
    }

    /// The present head, signed, and whether that checkpoint is stored already. Stores nothing,
    /// so whoever reads a log beside the server that writes it can take it as it is now.
    pub(crate) async fn signed_head(
        &self,
        key: &SigningKey,
    ) -> Result<(u64, String, bool), LogError> {
        let head = self.store.head().await?.frontier;
        let (size, root) = (head.size(), head.root());
        if let Some(last) = self.store.checkpoints(0..=u64::MAX, 1).await?.pop() {
            let before = Checkpoint::open(&last.note, key.verifier(), &[])?.checkpoint;
            if before.size == size && before.root == root {
                return Ok((size, last.text(), true));
            }
            self.check_growth(&before, size, &root).await?;
        }
        let checkpoint = Checkpoint { origin: key.name().to_owned(), size, root };
        Ok((size, checkpoint.sign(key)?.to_string(), false))
    }

    /// Whether a head that was signed before is a beginning of this one.
    pub(crate) async fn check_growth(
        &self,
        before: &Checkpoint,
        size: u64,
        root: &Hash,
    ) -> Result<(), LogError> {
        let contradicts = LogError::Inconsistent { size: before.size };
        if before.size > size {
            return Err(contradicts);
        }
        let proof = self.prove(Question::Consistency { old: before.size, size }).await?;
        let grown = verify_consistency(before.size, size, &before.root, root, &proof);
        if grown { Ok(()) } else { Err(contradicts) }
    }

    /// The newest checkpoint with the signatures of all witnesses so far.
    pub async fn latest_checkpoint(&self) -> Result<Option<String>, LogError> {
        Ok(self.store.checkpoints(0..=u64::MAX, 1).await?.pop().map(|last| last.text()))
    }

    /// The hashes of a proof.
    pub async fn prove(&self, question: Question) -> Result<Vec<Hash>, LogError> {
        let mut tiles = Tiles::default();
        for tile in question.tiles()? {
            tiles.insert(tile, self.store.hashes(tile).await?);
        }
        Ok(question.prove(&tiles)?)
    }

    /// A file of the tiled log; nothing when the log is not that long yet. Entries are given as
    /// their leaf data, which holds their nonces: keep them from the public as long as likely
    /// entries must not be tried out.
    pub async fn resource(&self, resource: Resource) -> Result<Option<Vec<u8>>, LogError> {
        match resource {
            Resource::Checkpoint => Ok(self.latest_checkpoint().await?.map(String::into_bytes)),
            Resource::Hashes(tile) => {
                let hashes = self.store.hashes(tile).await?;
                let whole = hashes.len() == usize::from(tile.width);
                Ok(whole.then(|| hashes.iter().flat_map(|hash| hash.0).collect()))
            }
            Resource::Entries(tile) => self.bundle(tile).await,
        }
    }

    async fn bundle(&self, tile: Tile) -> Result<Option<Vec<u8>>, LogError> {
        let entries = self.store.page(tile.nodes().start, u64::from(tile.width)).await?;
        if entries.len() < usize::from(tile.width) {
            return Ok(None);
        }
        let leaves: Vec<Vec<u8>> = entries
            .iter()
            .map(|entry| leaf_data(&entry.nonce, entry.content().to_text().as_bytes()))
            .collect();
        // Leaf data has 85 bytes and always fits.
        Ok(bundle(leaves.iter().map(Vec::as_slice)).ok())
    }

    /// The receipt that needs no trust in the log; nothing as long as no checkpoint covers the
    /// entry. Of the newest checkpoints the one with most witnesses is taken.
    pub async fn receipt(&self, sequence: u64) -> Result<Option<String>, LogError> {
        let sizes = sequence.saturating_add(1)..=u64::MAX;
        let covering = self.store.checkpoints(sizes, RECENT_CHECKPOINTS).await?;
        let best = covering.iter().max_by_key(|checkpoint| checkpoint.cosignatures.len());
        let Some(checkpoint) = best else { return Ok(None) };
        let question = Question::Inclusion { index: sequence, size: checkpoint.size };
        let path = self.prove(question).await?;
        let tile = Tile::holding(0, sequence, checkpoint.size);
        let leaves = match tile {
            Some(tile) => self.store.hashes(tile).await?,
            None => Vec::new(),
        };
        let at = usize::try_from(sequence % 256).unwrap_or_default();
        let leaf = leaves.get(at).copied();
        let leaf = leaf.ok_or_else(|| LogError::damaged(sequence, "its leaf is missing"))?;
        Ok(Some(proved(leaf, sequence, path, checkpoint.text())))
    }

    /// What to send to a witness that last signed a checkpoint of size `old`; nothing when
    /// nothing was signed since.
    pub async fn witness_request(&self, old: u64) -> Result<Option<Request>, LogError> {
        let Some(last) = self.store.checkpoints(0..=u64::MAX, 1).await?.pop() else {
            return Ok(None);
        };
        if last.size <= old {
            return Ok(None);
        }
        let proof = self.prove(Question::Consistency { old, size: last.size }).await?;
        Ok(Some(Request { old, proof, checkpoint: last.note }))
    }

    /// Keeps a witness's signature under the checkpoint of this size, after checking it.
    pub async fn add_cosignature(
        &self,
        size: u64,
        signature: Signature,
        witness: &VerifierKey,
    ) -> Result<(), LogError> {
        let found = self.store.checkpoints(size..=size, 1).await?.pop();
        let missing = || LogError::Place(format!("no checkpoint of size {size} was signed"));
        let text = found.ok_or_else(missing)?.note;
        let mut note: SignedNote =
            text.parse().map_err(sanaq_seal::checkpoint::CheckpointError::from)?;
        note.signatures = vec![signature.clone()];
        note.verify(&[witness]).map_err(sanaq_seal::checkpoint::CheckpointError::from)?;
        let (name, line) = (signature.name.clone(), signature.to_string());
        self.note(Note::Cosignature { size, name, line }).await
    }
}
