/** Swagger UI on a host of its own, as a company's documentation of APIs on other hosts. */
import { htmlAnswer, jsonAnswer } from '../../server/lab-host.mjs';
import { OPENAPI } from './openapi.mjs';
import { PACKAGES, packageFile } from './package-files.mjs';

const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'];

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Documentation (Swagger UI)</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/swagger-ui-bundle.js"></script>
<script>
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  // Without this the page sends the document to a validator on the net.
  validatorUrl: null,
});
</script>
</body>
</html>
`;

/** @type {import('../../server/lab-host.mjs').LabHost} */
export const swaggerUi = {
  name: 'docs.login.test',
  answer({ url }) {
    const file = url.pathname.slice(1);
    if (file === '') return htmlAnswer(PAGE);
    if (file === 'openapi.json') return jsonAnswer(200, OPENAPI);
    return FILES.includes(file)
      ? packageFile(PACKAGES.swaggerUi, file)
      : htmlAnswer('Not found', 404);
  },
};
