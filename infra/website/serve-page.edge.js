// Addresses of the page's own routes (/documents, /confirm) are all served by index.html, and so is what looks like a page of another
// kind (/help.html). A file has a dot. One that the website does not have is not found; S3 would say that it is forbidden.
var files = ['/index.html', '/brand.css', '/favicon.ico', '/apple-touch-icon.png', '/site.webmanifest', '/robots.txt'];
var served = /^\/(assets|brand)\/|^\/\.well-known\/security\.txt$/;

function handler(event) {
  var request = event.request;
  var uri = request.uri;
  // Where password managers send somebody who wants to change a password.
  if (uri === '/.well-known/change-password')
    return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/account' } } };
  if (uri === '/security.txt') request.uri = '/.well-known/security.txt';
  // iPhones ask for sizes that the website has under one name only.
  else if (/^\/apple-touch-icon[\w-]*\.png$/.test(uri)) request.uri = '/apple-touch-icon.png';
  else if (served.test(uri) || files.indexOf(uri) !== -1) return request;
  else if (uri.slice(uri.lastIndexOf('/') + 1).indexOf('.') === -1 || /\.(html?|php|aspx?|jsp)$/i.test(uri))
    request.uri = '/index.html';
  else
    return {
      statusCode: 404,
      statusDescription: 'Not Found',
      headers: { 'content-type': { value: 'text/plain; charset=utf-8' } },
      body: 'Not found\n',
    };
  return request;
}
