/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-order-private.h"

#include <string.h>

typedef struct
{
  gint64 id;
  gint64 number; /* what sorts where it is no title */
  gsize title;   /* its key's place in the order's keys */
  guint row;     /* as it came in */
} Entry;

struct _GalleyPostOrder
{
  GalleyPostSort sort;
  GArray *entries; /* of Entry */
  GString *keys;   /* of titles, one after the other, each with its NUL */
};

/**
 * galley_post_order_new:
 * @sort: by what
 *
 * Returns: (transfer full): an empty order; free with galley_post_order_free()
 */
GalleyPostOrder *
galley_post_order_new (GalleyPostSort sort)
{
  GalleyPostOrder *order = g_new0 (GalleyPostOrder, 1);

  order->sort = sort;
  order->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  order->keys = g_string_new (NULL);
  return order;
}

void
galley_post_order_free (GalleyPostOrder *order)
{
  if (order == NULL)
    return;
  g_array_unref (order->entries);
  g_string_free (order->keys, TRUE);
  g_free (order);
}

/**
 * galley_post_sort_is_by_date:
 * @sort: an order
 *
 * Returns: whether ids that come newest first need nothing but their order, or its reverse
 */
gboolean
galley_post_sort_is_by_date (GalleyPostSort sort)
{
  return sort == GALLEY_POST_SORT_NEWEST || sort == GALLEY_POST_SORT_OLDEST;
}

static const char *
skip_to_word (const char *title)
{
  const char *p = title;

  while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return *p != '\0' ? p : title;
}

/* A run of digits sorts by its value: "Part 9" before "Part 10". */
static const char *
append_digits (GString *keys, const char *p)
{
  gsize n;

  while (*p == '0' && g_ascii_isdigit (p[1]))
    p++;
  n = strspn (p, "0123456789");
  g_string_append_c (keys, (char) ('0' + MIN (n, 9)));
  g_string_append_len (keys, p, (gssize) n);
  return p + n;
}

/* What a title sorts by: without case and accents, from its first word on. The same everywhere,
 * whatever the locale of the machine. */
static void
append_key (GString *keys, const char *title)
{
  g_autofree char *folded = NULL;
  g_autofree char *plain = NULL;
  const char *p = skip_to_word (title);

  if (!g_str_is_ascii (p))
    {
      folded = g_utf8_casefold (p, -1);
      plain = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
      p = plain != NULL ? plain : folded;
    }
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isdigit ((char) c))
        {
          p = append_digits (keys, p);
          continue;
        }
      if (c < 0x80)
        g_string_append_c (keys, g_ascii_tolower ((char) c));
      else if (!g_unichar_ismark (c))
        g_string_append_unichar (keys, c);
      p = g_utf8_next_char (p);
    }
  g_string_append_c (keys, '\0');
}

/**
 * galley_post_order_add:
 * @order: an order
 * @id: of a post; they come newest first
 * @title: UTF-8; read only where it is ordered by title
 * @modified: seconds since 1970 UTC
 * @part: of its series
 *
 * Adds one more.
 */
void
galley_post_order_add (GalleyPostOrder *order,
                       gint64 id,
                       const char *title,
                       gint64 modified,
                       gint64 part)
{
  Entry entry = { id, 0, order->keys->len, order->entries->len };

  if (order->sort == GALLEY_POST_SORT_TITLE)
    append_key (order->keys, title);
  else if (order->sort == GALLEY_POST_SORT_CHANGED)
    entry.number = -modified;
  else if (order->sort == GALLEY_POST_SORT_PART)
    entry.number = part;
  g_array_append_val (order->entries, entry);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Entry *left = a;
  const Entry *right = b;
  const char *keys = user_data;
  int order = keys != NULL ? strcmp (keys + left->title, keys + right->title)
                           : (left->number > right->number) - (left->number < right->number);

  return order != 0 ? order : (left->row > right->row) - (left->row < right->row);
}

/**
 * galley_post_order_finish:
 * @order: an order; afterwards only to be freed
 *
 * Returns: (transfer full) (element-type gint64): the ids, sorted; those that are equal stay
 *   newest first
 */
GArray *
galley_post_order_finish (GalleyPostOrder *order)
{
  guint n = order->entries->len;
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  if (!galley_post_sort_is_by_date (order->sort))
    g_array_sort_with_data (order->entries, compare,
                            order->sort == GALLEY_POST_SORT_TITLE ? order->keys->str : NULL);
  for (guint i = 0; i < n; i++)
    {
      guint row = order->sort == GALLEY_POST_SORT_OLDEST ? n - 1 - i : i;

      g_array_append_val (ids, g_array_index (order->entries, Entry, row).id);
    }
  return ids;
}
