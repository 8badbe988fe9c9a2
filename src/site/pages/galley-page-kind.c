/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-page-kind.h"

#include "galley-item.h"

/**
 * galley_reach_nothing:
 * @site: a site
 * @change: the text or the comments of a post
 * @reach: what they reach
 *
 * For a kind that shows nothing of either. What else a page shows, the records of posts, the latest
 * stories, the settings, is no small change: then the whole site is looked at.
 */
void
galley_reach_nothing (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach)
{
}

/**
 * galley_reach_list:
 * @site: a site
 * @change: the text or the comments of a post
 * @reach: what they reach
 *
 * For a kind that lists posts without their texts: only the number of their comments can change,
 * and only where the theme's lists tell it.
 */
void
galley_reach_list (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach)
{
  if (change->kind == GALLEY_CHANGE_COMMENTS && galley_items_show_counts (site))
    galley_reach_everything (reach);
}

/**
 * galley_fingerprint_stamp_only:
 * @site: a site
 * @file: a file
 * @out: what it is made from
 *
 * Returns: %TRUE: the stamp of the site covers it
 */
gboolean
galley_fingerprint_stamp_only (GalleySite *site, const GalleyFile *file, GString *out)
{
  return TRUE;
}

/**
 * galley_fingerprint_unknown:
 * @site: a site
 * @file: a file
 * @out: what it is made from
 *
 * Returns: %FALSE: it is made each time, since that is cheaper than to find out
 */
gboolean
galley_fingerprint_unknown (GalleySite *site, const GalleyFile *file, GString *out)
{
  return FALSE;
}
