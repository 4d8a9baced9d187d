/**
 * A draft becomes a report: what may be read in the mission goes in the clear, all else is sealed
 * here, and photos get the name of their content.
 */
import { hex, sha256, utf8, type Bytes } from '../../kit/bytes';
import { asked } from '../../kit/forms/check';
import { Evaluator } from '../../kit/forms/evaluate';
import { momentNow } from '../../kit/forms/moment';
import { outlineOf } from '../../kit/forms/outline';
import { askId, placeOf, type Answer, type Answers, type Question } from '../../kit/forms/types';
import { display, type Value } from '../../kit/forms/value';
import { seal } from '../../kit/seal';
import { COMMENT, STATION, isKept, type Body, type Draft, type Filed, type Part } from './records';

/** Something must be sealed, and the mission has named nobody who could open it. */
export class NobodyToSealTo extends Error {}

/** A report, and the bytes that go with it, by their hash. */
export interface Made {
  filed: Filed;
  blobs: Record<string, Bytes>;
}

export async function make(
  draft: Draft,
  recipients: readonly string[],
  photo: (hash: string) => Promise<Bytes | undefined>,
  now: Date,
): Promise<Made> {
  const answers = complete(draft, now);
  const station = answers[STATION];
  const body: Body = {
    id: draft.id,
    ...(draft.drill ? { drill: true as const } : {}),
    form: draft.form.id,
    version: draft.form.version,
    station: station && 'text' in station ? station.text : '',
    answers: {},
    made: Math.floor(now.getTime() / 1000),
    ...(draft.corrects ? { corrects: draft.corrects } : {}),
  };
  const blobs: Record<string, Bytes> = {};
  const parts: Part[] = [];
  const keep = async (content: Bytes): Promise<string> => {
    const blob = hex(await sha256(content));
    blobs[blob] = content;
    parts.push({ blob, size: content.length, stored: false });
    return blob;
  };
  const close = async (content: Bytes): Promise<string> => {
    if (recipients.length === 0) throw new NobodyToSealTo();
    return keep(await seal(content, recipients));
  };
  for (const [place, answer] of Object.entries(answers)) {
    const clear = draft.clear.includes(placeOf(place).question);
    if (place === STATION && 'text' in answer) continue;
    if ('file' in answer) {
      const content = await photo(answer.file);
      if (!content) throw new Error(`the photo ${answer.file} is not on this device`);
      const shown = clear
        ? { place, blob: await keep(content) }
        : { place, blob: await close(content), sealed: true as const };
      body.photos = [...(body.photos ?? []), shown];
    } else if (clear) {
      body.answers[place] = answer;
    } else {
      const blob = await close(utf8(JSON.stringify(answer)));
      body.sealed = [...(body.sealed ?? []), { place, blob }];
    }
  }
  stay(draft, body, parts, now);
  return { filed: filed(draft, body, parts, now), blobs };
}

/** A correction has what the report before had sealed or photographed where nothing new stands. */
function stay(draft: Draft, body: Body, parts: Part[], now: Date): void {
  const { before } = draft;
  if (!before) return;
  const evaluator = new Evaluator(outlineOf(draft.form), draft.answers, momentNow(now));
  const stays = ({ place }: { place: string }): boolean => {
    const own = placeOf(place);
    const node = evaluator.outline.questions.get(own.question);
    return node !== undefined && isKept(draft, place) && asked(evaluator, node, own) !== 'no';
  };
  const [sealed, photos] = [before.sealed.filter(stays), before.photos.filter(stays)];
  if (sealed.length > 0) body.sealed = [...(body.sealed ?? []), ...sealed];
  if (photos.length > 0) body.photos = [...(body.photos ?? []), ...photos];
  const blobs = [...sealed, ...photos].map((own) => own.blob);
  parts.push(...before.parts.filter((part) => blobs.includes(part.blob)));
}

function filed(draft: Draft, body: Body, parts: Part[], now: Date): Filed {
  return {
    id: draft.id,
    kind: draft.form.kind,
    title: draft.form.title,
    station: body.station,
    made: now.getTime(),
    body,
    parts,
    ...(draft.help ? { help: true as const } : {}),
    state: 'waiting',
    tries: 0,
    next: 0,
    detail: '',
    checked: 'not',
  };
}

/**
 * The answers as they are filed: without those to questions that later answers ruled out, with what
 * is computed, and with what the device may fill in. It never says whose device it is.
 */
export function complete(draft: Draft, now: Date): Answers {
  const outline = outlineOf(draft.form);
  const evaluator = new Evaluator(outline, draft.answers, momentNow(now));
  const answers: Answers = {};
  for (const [key, answer] of Object.entries(draft.answers)) {
    const place = placeOf(key);
    const node = outline.questions.get(place.question);
    if (node && asked(evaluator, node, place) !== 'no') answers[key] = answer;
  }
  // What a person answers to the mission in own words, though the form asks for none.
  const words = draft.answers[COMMENT];
  if (draft.corrects && words && !outline.questions.has(COMMENT)) answers[COMMENT] = words;
  for (const { question, repeats } of outline.nodes) {
    if (repeats.length > 0 || answers[question.id]) continue;
    const place = { question: question.id, at: [] };
    const made = question.calculation
      ? computed(evaluator.value(question.calculation, place))
      : device(question, draft, now);
    // What nobody may read in the clear is not worth sealing when the device made it.
    if (made && draft.clear.includes(question.id)) answers[question.id] = made;
  }
  return answers;
}

function computed(value: Value): Answer | undefined {
  if (value.kind === 'unknown' || value.kind === 'open') return undefined;
  if (value.kind === 'number' && Number.isSafeInteger(value.number))
    return { integer: value.number };
  return { text: display(value) };
}

function device(question: Question, draft: Draft, now: Date): Answer | undefined {
  if (askId(question.ask) !== 'device' || typeof question.ask === 'string') return undefined;
  const fact = 'device' in question.ask ? question.ask.device : '';
  if (fact === 'start') return { moment: momentNow(new Date(draft.begun)) };
  if (fact === 'end') return { moment: momentNow(now) };
  if (fact === 'today') return { date: momentNow(now).slice(0, 10) };
  return undefined;
}
