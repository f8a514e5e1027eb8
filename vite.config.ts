import { defineConfig } from 'vite'

/** Bundles what runs in the browser into files with their hash in the name; `web/assets` reads the manifest. */
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: 'src/generated/browser',
    emptyOutDir: true,
    assetsDir: '',
    manifest: 'manifest.json',
    modulePreload: false,
    target: ['chrome123', 'firefox121', 'safari17.5'],
    rolldownOptions: {
      input: {
        player: 'src/browser/player/player.ts',
        frame: 'src/browser/frame/frame.ts',
        upload: 'src/browser/studio/upload-field.ts',
        copy: 'src/browser/copy/copy-button.ts',
        'list-filter': 'src/browser/studio/list-filter.ts',
        account: 'src/browser/studio/account.ts',
        'kept-form': 'src/browser/studio/kept-form.ts',
        'hear-part': 'src/browser/studio/hear-part.ts',
        'moment-choice': 'src/browser/studio/moment-choice.ts',
        'transcript-lines': 'src/browser/studio/transcript-lines.ts',
        'cover-crop': 'src/browser/studio/cover-crop.ts',
        'chapter-marks': 'src/browser/studio/chapter-marks.ts',
        'stray-files': 'src/browser/studio/stray-files.ts',
        'held-form': 'src/browser/studio/held-form.ts',
        'live-part': 'src/browser/studio/live-part.ts',
      },
      output: { entryFileNames: '[name]-[hash].js' },
    },
  },
})
