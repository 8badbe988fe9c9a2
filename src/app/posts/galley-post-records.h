/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record-model.h"

/* Posts as rows of a list: their ids, and these texts. */
extern const GalleyRecordClass galley_post_records;

enum
{
  GALLEY_POST_COLUMN_TITLE = 1, /* never empty once it is there */
  GALLEY_POST_COLUMN_DETAIL,    /* date, status, series */
  GALLEY_POST_COLUMN_FOUND,     /* a piece of the text, in markup, with the found words in it */
};
