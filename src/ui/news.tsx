/** The changes of an update: shown once, on both pages. */
import type { NewsItem } from '../domain/news';
import { text } from '../platform/texts';
import type { Send } from '../protocol/messages';
import { focusMain } from './focus-main';

interface NewsProps {
  readonly news: readonly NewsItem[];
  readonly send: Send;
}

export function News({ news, send }: NewsProps) {
  if (news.length === 0) return null;
  return (
    <div class="notice told" role="status">
      <div class="stack">
        {news.map((item) => (
          <p key={item.news}>{newsText(item)}</p>
        ))}
      </div>
      <button
        type="button"
        onClick={({ currentTarget }) => {
          focusMain(currentTarget);
          void send({ type: 'news/dismiss' });
        }}
      >
        {text('noticeRead')}
      </button>
    </div>
  );
}

function newsText(item: NewsItem): string {
  switch (item.news) {
    case 'pictures-left-out':
      return text('news_pictures_left_out');
    case 'cache-kept-out':
      return text('news_cache_kept_out');
    case 'paths-exact':
      return text('news_paths_exact', item.paths.join(', '));
  }
}
