/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-writer.h"

#include <json-glib/json-glib.h>

#include "galley-date.h"

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
write_own (JsonBuilder *builder, const GalleyCommentRecord *comment)
{
  if (comment->number == 0)
    return;
  json_builder_set_member_name (builder, GALLEY_COMMENT_MEMBER_OWN);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "number");
  json_builder_add_int_value (builder, comment->number);
  add_member (builder, "source", comment->first_source);
  add_member (builder, "source_id", comment->first_id);
  json_builder_end_object (builder);
}

/**
 * galley_comment_write:
 * @comment: a comment with a date
 *
 * Returns: (transfer full): @comment as one line of JSON, without the line feed
 */
char *
galley_comment_write (const GalleyCommentRecord *comment)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *date = galley_date_to_text (comment->date);

  json_builder_begin_object (builder);
  add_member (builder, "id", comment->id);
  add_member (builder, "post", comment->post);
  add_member (builder, "name", comment->name);
  add_member (builder, "place", comment->place);
  add_member (builder, "email", comment->email);
  add_member (builder, "url", comment->url);
  add_member (builder, "date", date);
  add_member (builder, "body", comment->body);
  add_member (builder, GALLEY_COMMENT_MEMBER_ORIGINAL, comment->original);
  add_member (builder, "parent", comment->parents != NULL ? comment->parents[0] : NULL);
  add_member (builder, "kind", comment->is_question ? "question" : "comment");
  add_member (builder, "status", comment->status);
  if (comment->by_author)
    {
      json_builder_set_member_name (builder, "by_author");
      json_builder_add_boolean_value (builder, TRUE);
    }
  write_own (builder, comment);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
