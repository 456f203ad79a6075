import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// A bundle is the same whoever asks for it: a test run must not leave one with the development build of React.
process.env.NODE_ENV = process.argv.includes('build') ? 'production' : process.env.NODE_ENV;

export default defineConfig({
  plugins: [react()],
  build: {
    target: ['chrome109', 'firefox115', 'safari16'],
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_500,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8686' } },
});
