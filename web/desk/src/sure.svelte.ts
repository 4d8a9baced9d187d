/** What cannot be taken back is asked about once, in the page. */

interface Question {
  text: string;
  /** What the button says that does it. */
  act: string;
  /** What the other button says. */
  stay: string;
  answer: (yes: boolean) => void;
}

class Asked {
  question = $state.raw<Question>();
}

export const doubt = new Asked();

/** Asks; a question that was open is answered with no. */
export function sure(text: string, act: string, stay = ''): Promise<boolean> {
  doubt.question?.answer(false);
  return new Promise((done) => {
    const answer = (yes: boolean): void => {
      doubt.question = undefined;
      done(yes);
    };
    doubt.question = { text, act, stay, answer };
  });
}
