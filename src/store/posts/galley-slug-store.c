/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-private.h"

/**
 * galley_slug_make_unique:
 * @wanted: a slug
 * @sql_taken: SELECT of whether a slug (the first parameter) is another's than the owner's (the
 *   second); of three parameters where there is a @place
 * @owner: whose slug it shall be
 * @place: (nullable): where it must be the only one; %NULL: everywhere
 *
 * Returns: (transfer full) (nullable): @wanted, or with the first number that makes it free:
 *   "notes-2"
 */
char *
galley_slug_make_unique (GalleyProject *project,
                         const char *wanted,
                         const char *sql_taken,
                         gint64 owner,
                         const char *place,
                         GError **error)
{
  g_autofree char *slug = g_strdup (wanted);
  guint step = 1;

  /* Hundreds of equal titles are looked through in leaps, not one by one. */
  for (guint number = 2;; number += step)
    {
      gint64 taken = 0;

      if (!galley_sql_get_int (project, &taken, error, sql_taken, place != NULL ? "tit" : "ti",
                               slug, owner, place))
        return NULL;
      if (!taken)
        return g_steal_pointer (&slug);
      if (number > 100)
        step = (guint) g_random_int_range (1, 1000);
      g_free (slug);
      slug = g_strdup_printf ("%s-%u", wanted, number);
    }
}
