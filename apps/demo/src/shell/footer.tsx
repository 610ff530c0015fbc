import { shellWords } from './words.js';

const repository = 'https://github.com/tidegate/tidegate';

export function Footer() {
  const words = shellWords();
  return (
    <footer class="site-footer">
      <p>{words.footer}</p>
      <p>
        <a href={repository} rel="noreferrer">
          {words.source}
        </a>
      </p>
    </footer>
  );
}
