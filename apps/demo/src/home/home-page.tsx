import { addressOf, pages } from '../shell/pages.js';
import { shellWords } from '../shell/words.js';
import './home.css';
import { Picture } from './pictures.js';
import { homeWords } from './words.js';

/** What there is to see, and how to get it. */
export function HomePage() {
  const words = homeWords();
  const { pages: names } = shellWords();
  return (
    <>
      <div class="page-intro">
        <h1>{words.heading}</h1>
        <p class="lede">{words.lede}</p>
      </div>
      <ul class="doors">
        {pages.map(
          (page) =>
            page !== 'home' && (
              <li key={page} class="card door">
                <Picture page={page} />
                <h2>
                  <a href={addressOf(page, 'home')}>{names[page]}</a>
                </h2>
                <p>{words.cards[page]}</p>
              </li>
            ),
        )}
      </ul>
      <section class="card" aria-labelledby="install">
        <h2 id="install">{words.install}</h2>
        <p>{words.installText}</p>
        <pre>
          <code>{'git clone https://github.com/tidegate/tidegate && cd tidegate && npm start'}</code>
        </pre>
      </section>
    </>
  );
}
