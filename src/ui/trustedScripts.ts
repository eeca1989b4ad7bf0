/** Trusted Types: the page starts no script but its own. Browsers without them have the policy's `script-src` alone. */

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown;
}

/** From now on an address of a worker is taken where it lies in the page's own folder, and no text is ever markup. */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => ownScript(address, document.baseURI),
  });
}

/** The address, whole. Throws a TypeError for one outside the folder of `page`. */
export function ownScript(address: string, page: string): string {
  const { href } = new URL(address, page);
  if (!href.startsWith(new URL('./', page).href))
    throw new TypeError(`${address} is no script of this page`);
  return href;
}
