/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* What a column of a table of comments, or a member of an object, means. */
typedef enum
{
  GALLEY_COMMENT_FIELD_NONE = -1,
  GALLEY_COMMENT_FIELD_ID,
  GALLEY_COMMENT_FIELD_POST,
  GALLEY_COMMENT_FIELD_NAME,
  GALLEY_COMMENT_FIELD_PLACE,
  GALLEY_COMMENT_FIELD_EMAIL,
  GALLEY_COMMENT_FIELD_URL,
  GALLEY_COMMENT_FIELD_DATE,
  GALLEY_COMMENT_FIELD_BODY,
  GALLEY_COMMENT_FIELD_PARENT,
  GALLEY_COMMENT_FIELD_KIND,
  GALLEY_COMMENT_FIELD_STATUS,
  GALLEY_COMMENT_FIELD_BY_AUTHOR,
  GALLEY_N_COMMENT_FIELDS,
} GalleyCommentField;

/* What the columns of one CSV file mean. */
typedef struct
{
  gboolean has_names; /* the first line holds the columns' names */
  gboolean is_sure;   /* every column that matters was known by its name */
  guint n_columns;
  char **names;    /* (nullable members): in the first line */
  char **examples; /* (nullable members): in the first line after the names */
  GalleyCommentField *fields;
} GalleyCommentColumns;

GalleyCommentColumns *galley_comment_columns_guess (const char *path, GError **error);
void galley_comment_columns_free (GalleyCommentColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCommentColumns, galley_comment_columns_free)
GalleyCommentField galley_comment_field_from_name (const char *name);
