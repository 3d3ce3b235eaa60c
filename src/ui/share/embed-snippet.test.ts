import { expect, it } from 'vitest';
import { embedSnippet } from './embed-snippet.ts';

it('embedSnippet keeps a link within its attribute', () => {
  const html = embedSnippet('https://example.org/#v=1&lr=0.01&embed=1"><script>');
  expect(html).toContain('src="https://example.org/#v=1&amp;lr=0.01&amp;embed=1&quot;>&lt;script>"');
  expect(html.match(/</g)).toHaveLength(2);
});
