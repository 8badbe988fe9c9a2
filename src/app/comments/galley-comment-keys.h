/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "galley-comment.h"

/* What the keys of the review do: those of WordPress, and some of Galley's. */
typedef enum
{
  GALLEY_COMMENT_KEY_NONE, /* the key is not one of them */
  GALLEY_COMMENT_KEY_NEXT,
  GALLEY_COMMENT_KEY_PREVIOUS,
  GALLEY_COMMENT_KEY_DECIDE,
  GALLEY_COMMENT_KEY_DECIDE_MARKED,
  GALLEY_COMMENT_KEY_MARK,
  GALLEY_COMMENT_KEY_MARK_ALL,
  GALLEY_COMMENT_KEY_UNDO,
  GALLEY_COMMENT_KEY_REDO,
  GALLEY_COMMENT_KEY_REPLY,
  GALLEY_COMMENT_KEY_EDIT,
  GALLEY_COMMENT_KEY_PLACE,
  GALLEY_COMMENT_KEY_FILTER,
  GALLEY_COMMENT_KEY_CLEAR_FILTERS,
  GALLEY_COMMENT_KEY_HELP,
} GalleyCommentKey;

GalleyCommentKey galley_comment_key_find (const GdkEventKey *event, GalleyCommentStatus *status);
