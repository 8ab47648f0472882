import type { Plugin } from 'vite'

/** Puts the scripts and styles of the build into its page, so that the page needs no other file. */
export function singleFile(): Plugin {
  return {
    name: 'single-file',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') throw new Error('The build has no index.html.')
      let html = String(page.source)
      for (const [name, file] of Object.entries(bundle)) {
        if (file === page) continue
        const content = file.type === 'chunk' ? file.code : String(file.source)
        const [open, close] = file.type === 'chunk' ? ['<script type="module">', '</script>'] : ['<style>', '</style>']
        const reference = new RegExp(`<(?:script|link)[^>]*"[^"]*${name}"[^>]*>(?:</script>)?`)
        if (!reference.test(html)) throw new Error(`${name} is not referred to by the page.`)
        html = html.replace(reference, () => open + content.replaceAll(close, close.replace('/', '\\/')) + close)
        delete bundle[name]
      }
      page.source = html
    },
  }
}
