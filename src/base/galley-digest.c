/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MurmurHash3, x64, 128 bits, by Austin Appleby, who put it into the public domain. It tells
 * whether a file changed, and guards against nobody; SHA-256 would take a quarter of an export's
 * time. */
#include "galley-digest.h"

#include <string.h>

#define C1 G_GUINT64_CONSTANT (0x87c37b91114253d5)
#define C2 G_GUINT64_CONSTANT (0x4cf5ad432745937f)

static inline guint64
rotate (guint64 x, int n)
{
  return (x << n) | (x >> (64 - n));
}

static inline guint64
finish (guint64 k)
{
  k ^= k >> 33;
  k *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  k ^= k >> 33;
  k *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return k ^ (k >> 33);
}

static inline void
mix_block (guint64 h[2], const guint8 *block)
{
  guint64 k[2];

  memcpy (k, block, sizeof k);
  h[0] ^= rotate (GUINT64_FROM_LE (k[0]) * C1, 31) * C2;
  h[0] = (rotate (h[0], 27) + h[1]) * 5 + 0x52dce729;
  h[1] ^= rotate (GUINT64_FROM_LE (k[1]) * C2, 33) * C1;
  h[1] = (rotate (h[1], 31) + h[0]) * 5 + 0x38495ab5;
}

/**
 * galley_digest:
 * @data: bytes
 * @length: how many
 *
 * Returns: (transfer full): what tells them from other bytes, as 32 hexadecimal digits
 */
char *
galley_digest (gconstpointer data, gsize length)
{
  const guint8 *p = data;
  guint8 rest[16] = { 0 };
  guint64 h[2] = { 0, 0 };
  guint64 k[2];
  gsize n = length & 15;

  for (gsize i = 0; i + 16 <= length; i += 16)
    mix_block (h, p + i);
  if (n > 0)
    memcpy (rest, p + length - n, n);
  memcpy (k, rest, sizeof k);
  h[1] ^= rotate (GUINT64_FROM_LE (k[1]) * C2, 33) * C1;
  h[0] ^= rotate (GUINT64_FROM_LE (k[0]) * C1, 31) * C2;
  h[0] ^= length;
  h[1] ^= length;
  h[0] += h[1];
  h[1] += h[0];
  h[0] = finish (h[0]);
  h[1] = finish (h[1]);
  h[0] += h[1];
  h[1] += h[0];
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", h[0], h[1]);
}

/**
 * galley_digest_bytes:
 * @bytes: bytes
 *
 * Returns: (transfer full): as galley_digest()
 */
char *
galley_digest_bytes (GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  return galley_digest (data, length);
}
