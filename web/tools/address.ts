/** Tests run without a browser: there the page's address is empty, and nobody changes it. */
Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => undefined });
