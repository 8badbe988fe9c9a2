/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-abilities.h"

/**
 * galley_post_get_abilities:
 * @post: (nullable): a post, or none
 *
 * Returns: what can be done with it
 */
GalleyPostAbilities
galley_post_get_abilities (const GalleyPost *post)
{
  GalleyPostAbilities abilities = 0;

  if (post == NULL)
    return 0;
  if (post->status == GALLEY_POST_TRASH)
    return GALLEY_POST_CAN_RESTORE;
  abilities = GALLEY_POST_CAN_WRITE;
  if (post->status == GALLEY_POST_DRAFT)
    return abilities | GALLEY_POST_CAN_PUBLISH;
  abilities |= GALLEY_POST_CAN_UNPUBLISH;
  if (post->has_changes)
    abilities |= GALLEY_POST_CAN_PUBLISH | GALLEY_POST_CAN_DISCARD;
  return abilities;
}

/**
 * galley_post_get_step:
 * @post: a post
 * @now: the time
 *
 * Returns: what comes next
 */
GalleyPostStep
galley_post_get_step (const GalleyPost *post, GDateTime *now)
{
  gboolean later = post->date != NULL && g_date_time_compare (post->date, now) > 0;

  if (post->status == GALLEY_POST_TRASH)
    return GALLEY_POST_STEP_RESTORE;
  if (post->status == GALLEY_POST_DRAFT)
    return later ? GALLEY_POST_STEP_SCHEDULE : GALLEY_POST_STEP_PUBLISH;
  if (post->has_changes)
    return GALLEY_POST_STEP_PUBLISH_CHANGES;
  return post->status == GALLEY_POST_SCHEDULED ? GALLEY_POST_STEP_IS_SCHEDULED
                                               : GALLEY_POST_STEP_IS_PUBLISHED;
}
