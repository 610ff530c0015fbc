import { Select } from '../controls/select.js';
import { chooseLanguage, language, languages } from '../language/language.js';
import { addressOf, type PageName, pages } from './pages.js';
import { chooseTheme, theme, themes } from './theme.js';
import { shellWords } from './words.js';

/** The name of the site, its pages, and what holds for all of them. */
export function Header({ page }: { readonly page: PageName }) {
  const words = shellWords();
  return (
    <header class="site-header">
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <div class="site-header-row">
        <a class="brand" href={addressOf('home', page)} aria-current={page === 'home' ? 'page' : undefined}>
          <Mark />
          Tidegate
        </a>
        <nav aria-label={words.site}>
          <ul>
            {pages
              .filter((name) => name !== 'home')
              .map((name) => (
                <li key={name}>
                  <a href={addressOf(name, page)} aria-current={name === page ? 'page' : undefined}>
                    {words.pages[name]}
                  </a>
                </li>
              ))}
          </ul>
        </nav>
        <div class="site-choices">
          <Select
            label={words.language}
            hideLabel
            value={language.value}
            options={languages.map((value) => ({ value, text: words.languages[value] }))}
            onChange={chooseLanguage}
          />
          <Select
            label={words.theme}
            hideLabel
            value={theme.value}
            options={themes.map((value) => ({ value, text: words.themes[value] }))}
            onChange={chooseTheme}
          />
        </div>
      </div>
    </header>
  );
}

/** A gate over the tide. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 64 64" aria-hidden="true">
      <path d="M10 42c6-8 12-8 18 0s12 8 18 0 6-6 8-8M22 14v16M42 14v16M16 14h32" />
    </svg>
  );
}
