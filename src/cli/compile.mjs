/** Compiles src/kernels/simd/linear.as.ts to WebAssembly beside it, when its source has changed. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('../kernels/simd/', import.meta.url));
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
const hash = createHash('sha256')
  .update(readFileSync(`${folder}linear.as.ts`))
  .update(options.join(' '))
  .digest('hex');

if (read('linear.wasm.sha256') !== hash || read('linear.wasm') === null) {
  const files = ['linear.as.ts', '--baseDir', folder, '--outFile', 'linear.wasm'];
  const { error, stderr } = await asc.main([...files, ...options, '--use', 'abort=']);
  if (error !== null) {
    console.error(`src/kernels/simd/linear.as.ts does not compile:\n${stderr.toString()}`);
    process.exit(1);
  }
  writeFileSync(`${folder}linear.wasm.sha256`, hash);
}

function read(name) {
  try {
    return readFileSync(folder + name, 'latin1');
  } catch {
    return null;
  }
}
