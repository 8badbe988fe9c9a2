/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"

/* What an author writes of a post, field by field. What belongs together is one field: a series
 * with the number of the part, a place with its coordinates. */
typedef enum
{
  GALLEY_POST_FIELD_TITLE = 1 << 0,
  GALLEY_POST_FIELD_BODY = 1 << 1,
  GALLEY_POST_FIELD_SLUG = 1 << 2,
  GALLEY_POST_FIELD_BYLINE = 1 << 3,
  GALLEY_POST_FIELD_DATE = 1 << 4,
  GALLEY_POST_FIELD_SERIES = 1 << 5,
  GALLEY_POST_FIELD_TAGS = 1 << 6,
  GALLEY_POST_FIELD_LINKS = 1 << 7,
  GALLEY_POST_FIELD_PLACE = 1 << 8,
  GALLEY_POST_FIELD_EXCERPT = 1 << 9,
  GALLEY_POST_FIELD_COVER = 1 << 10,
  GALLEY_POST_FIELD_LANGUAGE = 1 << 11,
  GALLEY_POST_FIELD_COMMENTS = 1 << 12,
} GalleyPostFields;

GalleyPostFields galley_post_compare (const GalleyPost *a, const GalleyPost *b);
void galley_post_take (GalleyPost *post, const GalleyPost *from, GalleyPostFields fields);
