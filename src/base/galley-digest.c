/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-digest.h"

#include <xxhash.h>

/**
 * galley_digest:
 * @data: bytes
 * @length: how many
 *
 * XXH3, 128 bits: it tells whether a file changed, and guards against nobody.
 *
 * Returns: (transfer full): what tells them from other bytes, as 32 hexadecimal digits
 */
char *
galley_digest (gconstpointer data, gsize length)
{
  XXH128_hash_t hash = XXH3_128bits (data, length);

  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
                          (guint64) hash.high64, (guint64) hash.low64);
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
