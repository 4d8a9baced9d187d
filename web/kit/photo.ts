/**
 * Photos made small on this device: drawn anew on a canvas, so that nothing of what the camera
 * writes into a file (place, time, device) is left.
 */
import type { Bytes } from './bytes';

/** The longest side, and how many bytes are enough for a page of figures. */
const SIDE = 2_000;
const ENOUGH = 420_000;

/** Turned as the camera says. Chromium before 112 does so too, but refuses to be told. */
const upright = (picture: Blob): Promise<ImageBitmap> =>
  createImageBitmap(picture, { imageOrientation: 'from-image' }).catch(() =>
    createImageBitmap(picture),
  );

export async function shrink(picture: Blob): Promise<Bytes> {
  const image = await upright(picture);
  const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  for (const quality of [0.75, 0.6, 0.45]) {
    const made = await new Promise<Blob | null>((done) =>
      canvas.toBlob(done, 'image/jpeg', quality),
    );
    if (made && (made.size <= ENOUGH || quality === 0.45)) {
      return new Uint8Array(await made.arrayBuffer());
    }
  }
  throw new Error('this browser makes no pictures');
}
