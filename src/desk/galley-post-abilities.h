/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"

/* What can be done with a post as it is. */
typedef enum
{
  GALLEY_POST_CAN_WRITE = 1 << 0, /* and look at its history, tag it, trash it, copy it */
  GALLEY_POST_CAN_PUBLISH = 1 << 1,
  GALLEY_POST_CAN_UNPUBLISH = 1 << 2,
  GALLEY_POST_CAN_DISCARD = 1 << 3, /* what differs from the published version; and show it */
  GALLEY_POST_CAN_RESTORE = 1 << 4, /* from the trash */
} GalleyPostAbilities;

/* What comes next on its way to the readers, or how far it came. */
typedef enum
{
  GALLEY_POST_STEP_PUBLISH,
  GALLEY_POST_STEP_SCHEDULE,
  GALLEY_POST_STEP_PUBLISH_CHANGES,
  GALLEY_POST_STEP_RESTORE,
  GALLEY_POST_STEP_IS_SCHEDULED,
  GALLEY_POST_STEP_IS_PUBLISHED,
} GalleyPostStep;

GalleyPostAbilities galley_post_get_abilities (const GalleyPost *post);
GalleyPostStep galley_post_get_step (const GalleyPost *post, GDateTime *now);
