/** GraphiQL on a host of its own, for the GraphQL endpoint of the Notes API. */
import { htmlAnswer } from '../../server/lab-host.mjs';
import { PACKAGES, packageFile } from './package-files.mjs';

/** The address that GraphiQL asks. */
export const GRAPHQL_ENDPOINT = 'https://api.login.test/graphql';

/** In the editor when the page opens. */
export const NOTES_QUERY = '{ notes { id text } }';

/** Path on the host → package and file. */
const FILES = {
  '/graphiql.css': [PACKAGES.graphiql, 'graphiql.min.css'],
  '/graphiql.js': [PACKAGES.graphiql, 'graphiql.min.js'],
  '/react.js': [PACKAGES.react, 'umd/react.production.min.js'],
  '/react-dom.js': [PACKAGES.reactDom, 'umd/react-dom.production.min.js'],
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphiQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql.css">
<style>body { margin: 0; } #graphiql { height: 100vh; }</style>
</head>
<body>
<div id="graphiql"></div>
<script src="/react.js"></script>
<script src="/react-dom.js"></script>
<script src="/graphiql.js"></script>
<script>
ReactDOM.createRoot(document.querySelector('#graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '${GRAPHQL_ENDPOINT}' }),
    defaultQuery: '${NOTES_QUERY}',
  }),
);
</script>
</body>
</html>
`;

/** @type {import('../../server/lab-host.mjs').LabHost} */
export const graphiql = {
  name: 'graphiql.login.test',
  answer({ url }) {
    if (url.pathname === '/') return htmlAnswer(PAGE);
    const [manifest, file] = FILES[/** @type {keyof typeof FILES} */ (url.pathname)] ?? [];
    return manifest && file ? packageFile(manifest, file) : htmlAnswer('Not found', 404);
  },
};
