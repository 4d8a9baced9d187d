import { describe, expect, test } from 'vitest';
import { expectedOf, faultOf, ruleFault, rulesOf, typedOf, type Typed } from './schedule';

const noon: Typed = {
  id: 'noon',
  form: 'voting',
  from: '07:00',
  due: '12:00',
  grace: '30',
  sample: false,
};

describe('deadlines as they are typed', () => {
  // Protects the night: what was typed for after midnight comes back as it was typed.
  test('are the office’s minutes and back', () => {
    const night = { ...noon, id: 'protocol', from: '20:00', due: '26:30', sample: true };
    const sent = expectedOf([noon, night]);
    expect(sent?.[0]).toEqual({ id: 'noon', form: 'voting', from: 420, due: 720, grace: 30 });
    expect(sent?.[1]?.due).toBe(1_590);
    expect(sent?.map(typedOf)).toEqual([noon, night]);
  });

  test('are not sent while one is wrong, and it is said which', () => {
    const wrong: [Partial<Typed>, string][] = [
      [{ form: '' }, 'no-form'],
      [{ due: 'noon' }, 'no-times'],
      [{ from: '13:00' }, 'begins-late'],
      [{ grace: 'soon' }, 'no-grace'],
    ];
    for (const [change, fault] of wrong) {
      const own = { ...noon, ...change };
      expect(faultOf(own)).toBe(fault);
      expect(expectedOf([own])).toBeUndefined();
    }
  });

  // Protects what hangs on a deadline, such as its reminders: no two have one name, none loses its own.
  test('have names of their own that nobody types', () => {
    const fresh = { ...noon, id: '' };
    const ids = expectedOf([noon, fresh, { ...fresh }, { ...fresh, due: '13:00' }]);
    expect(ids?.map((own) => own.id)).toEqual(['noon', 'voting-720', 'voting-720-2', 'voting-780']);
  });
});

describe('reminders as they are typed', () => {
  test('need a text where they write, and none where a person calls', () => {
    const call = { after: 30, way: 'call' as const };
    const sms = { after: -10, way: 'sms' as const };
    const rule = { expected: 'noon', waves: [sms], texts: { en: ' ' } };
    expect(ruleFault(rule)).toBe('no-text');
    expect(ruleFault({ ...rule, waves: [call] })).toBeUndefined();
    expect(ruleFault({ ...rule, texts: { en: 'Please report' } })).toBeUndefined();
    expect(ruleFault({ ...rule, waves: [{ ...call, after: Number.NaN }] })).toBe('no-minutes');
  });

  test('without a wave are no rule, and empty texts are not sent', () => {
    const rule = { expected: 'noon', waves: [{ after: 5, way: 'sms' as const }] };
    const texts = { en: 'Report', ru: '  ' };
    const rules = rulesOf([
      { ...rule, texts },
      { expected: 'late', waves: [], texts },
    ]);
    expect(rules).toEqual([{ ...rule, texts: { en: 'Report' } }]);
  });
});
