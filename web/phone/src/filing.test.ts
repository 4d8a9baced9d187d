import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { text, utf8 } from '../../kit/bytes';
import type { Form } from '../../kit/forms/types';
import { NobodyToSealTo, complete, make } from './filing';
import type { Draft } from './records';

const form: Form = {
  id: 'f',
  version: '1',
  title: { en: 'F' },
  kind: 'incident',
  language: 'en',
  lists: [{ id: 'yes-no', choices: [{ id: 'yes' }, { id: 'no' }] }],
  items: [
    { question: { id: 'station-code', ask: 'text' } },
    { question: { id: 'seen', ask: { one: { list: 'yes-no' } } } },
    { question: { id: 'number', ask: 'integer', relevant: "${seen} = 'yes'" } },
    { question: { id: 'twice', ask: 'hidden', calculation: '${number} * 2' } },
    { question: { id: 'words', ask: 'text', sensitive: true } },
    { question: { id: 'page', ask: 'photo' } },
    { question: { id: 'face', ask: 'photo', sensitive: true } },
    { question: { id: 'owner', ask: { device: 'phone' } } },
  ],
};
const draft: Draft = {
  id: '0f'.repeat(16),
  form,
  clear: ['station-code', 'seen', 'number', 'twice', 'page', 'owner'],
  answers: {
    'station-code': { text: '0017' },
    seen: { choice: 'yes' },
    number: { integer: 3 },
    words: { text: 'who it was' },
    page: { file: 'p' },
    face: { file: 'f' },
  },
  repeats: {},
  step: '',
  begun: 0,
  touched: 0,
  drill: false,
};
const now = new Date('2021-01-10T06:00:00Z');
const photo = (hash: string) => Promise.resolve(utf8(`jpeg ${hash}`));

test('what is not to be read in the clear leaves the phone sealed or not at all', async () => {
  const identity = await generateX25519Identity();
  const { filed, blobs } = await make(draft, [await identityToRecipient(identity)], photo, now);
  expect(filed.body).toMatchObject({
    id: draft.id,
    station: '0017',
    answers: { seen: { choice: 'yes' }, number: { integer: 3 }, twice: { integer: 6 } },
    made: 1_610_258_400,
  });
  expect(JSON.stringify(filed)).not.toContain('who it was');
  expect(filed.body.sealed?.map((own) => own.place)).toEqual(['words']);
  expect(filed.body.photos).toMatchObject([{ place: 'page' }, { place: 'face', sealed: true }]);
  expect(filed.parts.map((own) => own.blob).sort()).toEqual(Object.keys(blobs).sort());
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = await decrypter.decrypt(blobs[filed.body.sealed?.[0]?.blob ?? ''] ?? utf8(''));
  expect(text(opened)).toContain('{"text":"who it was"}');
});

test('without anybody to seal to, nothing is filed', async () => {
  await expect(make(draft, [], photo, now)).rejects.toThrow(NobodyToSealTo);
  const { filed } = await make({ ...draft, answers: { seen: { choice: 'no' } } }, [], photo, now);
  expect(filed.body.answers).toEqual({ seen: { choice: 'no' } });
});

test('a photo that is gone is no report without a photo', async () => {
  const lost = () => Promise.resolve(undefined);
  const own = { ...draft, answers: { page: { file: 'p' } } };
  await expect(make(own, [], lost, now)).rejects.toThrow('not on this device');
});

test('a correction has what was sealed and photographed before, where nothing new stands', async () => {
  const identity = await generateX25519Identity();
  const sealTo = [await identityToRecipient(identity)];
  const first = (await make(draft, sealTo, photo, now)).filed;
  const before = {
    sealed: first.body.sealed ?? [],
    photos: first.body.photos ?? [],
    parts: first.parts.map((part) => ({ ...part, stored: true })),
  };
  const again: Draft = {
    ...draft,
    id: '1e'.repeat(16),
    corrects: draft.id,
    before,
    answers: { seen: { choice: 'yes' }, page: { file: 'another' } },
  };
  const { filed, blobs } = await make(again, sealTo, photo, now);
  expect(filed.body.corrects).toBe(draft.id);
  expect(filed.body.sealed).toEqual(first.body.sealed);
  const [page, face] = [filed.body.photos?.[0], filed.body.photos?.[1]];
  expect(Object.keys(blobs)).toEqual([page?.blob]);
  expect(face).toEqual(first.body.photos?.[1]);
  // What the mission has is not sent again.
  expect(filed.parts.filter((part) => !part.stored).map((part) => part.blob)).toEqual([page?.blob]);
});

test('answers that a later answer ruled out are not filed, and kept in the draft', () => {
  const own: Draft = { ...draft, answers: { ...draft.answers, seen: { choice: 'no' } } };
  expect(Object.keys(complete(own, now))).not.toContain('number');
  expect(own.answers['number']).toEqual({ integer: 3 });
});

// Protects observers: what they write to the mission in own words leaves the phone sealed, whatever
// the form asks; elsewhere than in an answer nothing is filed that no question asks for.
test('words in answer to the mission are sealed', async () => {
  const recipients = [await identityToRecipient(await generateX25519Identity())];
  const words = { comment: { text: 'the chairman is my neighbour' } };
  const answers = { ...draft.answers, ...words };
  const own = { ...draft, answers, corrects: 'ab'.repeat(16) };
  const { filed } = await make(own, recipients, photo, now);
  expect(filed.body.sealed?.map(({ place }) => place)).toContain('comment');
  expect(JSON.stringify(filed)).not.toContain('neighbour');
  await expect(make(own, [], photo, now)).rejects.toBeInstanceOf(NobodyToSealTo);
  expect(complete({ ...draft, answers }, now)).not.toHaveProperty('comment');
});
