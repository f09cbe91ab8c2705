// The portal rests (the setting `maintenance`). Pages say so; calls of open pages get the API's own problem. What an open page still
// loads is served.
function handler(event) {
  var uri = event.request.uri;
  if (/^\/(assets|brand)\/|^\/(brand\.css|favicon\.ico)$/.test(uri)) return event.request;
  var isCall = uri.indexOf('/api/') === 0;
  var page =
    '<!doctype html><html lang="hu"><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    '<title>Karbantartás – Ügyfélportál</title>' +
    '<main><h1>Az ügyfélportál karbantartás miatt szünetel</h1><p>Kérjük, próbálja meg később. Dokumentumai megmaradnak.</p>' +
    '<p>TeleBiztosító: HELPLINE_HU</p>' +
    '<div lang="en"><h2>The portal is closed for maintenance</h2><p>Please try again later. Your documents are safe.</p>' +
    '<p>TeleBiztosító helpline: HELPLINE_EN</p></div></main>';
  return {
    statusCode: 503,
    statusDescription: 'Service Unavailable',
    headers: {
      'content-type': { value: isCall ? 'application/problem+json' : 'text/html; charset=utf-8' },
      'cache-control': { value: 'no-store' },
      'retry-after': { value: '600' },
    },
    body: isCall ? JSON.stringify('PROBLEM') : page,
  };
}
