/** Faults that happen to a page from outside, made in the worker's own scope: nothing in the page is made for it. */
import type { Page, Worker } from 'playwright';

/** The worker that trains. Throws where it is not there, between one and the next. */
function training(page: Page): Worker {
  const found = page.workers().filter((worker) => /\/train-[^/]*\.js/.test(worker.url()));
  const last = found.at(-1);
  if (last === undefined) throw new Error('there is no training worker');
  return last;
}

/** How many training workers there are: one, and two for a moment. */
export function trainingWorkers(page: Page): number {
  return page.workers().filter((worker) => /\/train-[^/]*\.js/.test(worker.url())).length;
}

/** The worker is gone without a word, as when the system takes its memory. */
export async function killWorker(page: Page): Promise<void> {
  await training(page)
    .evaluate(() => self.close())
    .catch(() => {}); // it may be gone before it has answered
}

/** The worker runs in circles and hears nothing. */
export function jamWorker(page: Page): void {
  void training(page)
    .evaluate(() => {
      for (;;);
    })
    .catch(() => {});
}

/** At its next command the device is lost, as by a driver's watchdog, a sleeping laptop or an unplugged card. */
export async function destroyDevice(page: Page): Promise<void> {
  await training(page).evaluate(() => {
    const { createCommandEncoder } = GPUDevice.prototype;
    GPUDevice.prototype.createCommandEncoder = function (...given) {
      this.destroy();
      return createCommandEncoder.apply(this, given);
    };
  });
}

/** At its next command the device is given another one that it refuses, of which tfjs hears nothing. */
export async function misuseDevice(page: Page): Promise<void> {
  await training(page).evaluate(() => {
    const { createCommandEncoder } = GPUDevice.prototype;
    GPUDevice.prototype.createCommandEncoder = function (...given) {
      GPUDevice.prototype.createCommandEncoder = createCommandEncoder;
      this.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
      return createCommandEncoder.apply(this, given);
    };
  });
}
