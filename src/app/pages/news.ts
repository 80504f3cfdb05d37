/** Tells the user once what an update has changed, if it matters in this browser and to this vault. */
import type { News, NewsItem } from '../../domain/news';
import type { Profile } from '../../domain/profile';
import type { PathScope } from '../../domain/site';
import type { BrowserTraits } from '../../rules/rule';
import type { VaultContent } from '../../vault/content';
import { isReadOnly } from '../../vault/envelope';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';

/** More would fill the popup. */
const PATHS_AT_MOST = 4;

export function newsFor(
  { news, profiles }: Pick<VaultContent, 'news' | 'profiles'>,
  browser: BrowserTraits,
  dismissed: readonly News[],
): NewsItem[] {
  // Without a profile nothing has been sent that could change.
  if (profiles.length === 0) return [];
  const paths = pathsThatCoverLess(profiles);
  const matters: Readonly<Record<News, boolean>> = {
    'pictures-left-out': browser.ownTypes !== undefined,
    'cache-kept-out': browser.ownTypes === undefined,
    'paths-exact': paths.length > 0,
  };
  return news
    .filter((each) => matters[each] && !dismissed.includes(each))
    .map((each) => {
      if (each !== 'paths-exact') return { news: each };
      return { news: each, paths: paths.slice(0, PATHS_AT_MOST) };
    });
}

/** For a vault that can only be read the news are gone until the browser is closed. */
export async function dismissNews(ports: Ports): Promise<OpenVault> {
  const opened = await openVault(ports);
  if (!isReadOnly(opened.envelope)) {
    return changeVault(ports, (content) => ({ ...content, news: [] }));
  }
  await ports.session.write({ dismissedNews: opened.content.news });
  return opened;
}

function pathsThatCoverLess(profiles: readonly Profile[]): PathScope[] {
  const paths = profiles.flatMap(({ sites, headers }) => [
    ...sites.map(({ path }) => path),
    ...headers.flatMap((header) => header.paths),
  ]);
  return [...new Set(paths)].filter((path) => !/[/*]$/.test(path));
}
