/** An amount of money as people write it where they are. Pure. */

/** `{"amount": {"value": "250.00", "currency": "EUR"}}` as "250 €"; undefined when there is none. */
export function amountOf(transaction, locale) {
  const { value, currency } = transaction?.amount ?? {};
  if (!value || !currency) return undefined;
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(value);
  } catch {
    return `${value} ${currency}`;
  }
}
