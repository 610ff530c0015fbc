import { effect } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import '../style/site.css';
import { keepSite } from '../offline/keep-site.js';
import { NewVersion } from '../offline/new-version.js';
import { Footer } from './footer.js';
import { Header } from './header.js';
import { addressOf, type PageName } from './pages.js';

export interface SitePage {
  readonly name: PageName;
  /** In the current language: the title of the window. */
  readonly title: () => string;
  readonly Content: ComponentType;
}

/** Draws a page of the site with what stands around every page. */
export function mountSite({ name, title, Content }: SitePage): void {
  effect(() => {
    document.title = name === 'home' ? title() : `${title()} · Tidegate`;
  });
  render(
    <>
      <Header page={name} />
      <NewVersion />
      <main id="content" class={`page page-${name}`} tabIndex={-1}>
        <Content />
      </main>
      <Footer />
    </>,
    document.getElementById('site') as HTMLElement,
  );
  keepSite(addressOf('home', name));
}
