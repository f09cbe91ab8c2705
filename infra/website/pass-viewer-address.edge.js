// The API's limits count by the viewer's address. Whatever the viewer itself wrote into the header is overwritten.
function handler(event) {
  event.request.headers['x-viewer-address'] = { value: event.viewer.ip };
  return event.request;
}
