import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { singleFile } from './build/singleFile.ts'

export default defineConfig({
  plugins: [svelte(), singleFile()],
  build: {
    target: 'es2022',
    // These know light-dark(), which must stay as it is: saved drawings switch to light colours by it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    chunkSizeWarningLimit: 1000,
  },
})
