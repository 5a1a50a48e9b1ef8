/**
 * The pages, the SDK and other people's client libraries in a real Chromium with virtual authenticators, against the
 * running service. It owns no table and no endpoint; it moves through the pages as a customer does and believes what
 * the page shows. What a browser is not needed for is tested in the feature's own package, the SDK's plain functions by
 * {@code src/test/js}.
 */
package dev.latchkey.browser;
