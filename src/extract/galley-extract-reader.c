/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract.h"

#include <json-glib/json-glib.h>

#include "galley-comment.h"
#include "galley-date.h"
#include "galley-file.h"

static void
add_member (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_line (GString *lines, const GalleyComment *comment)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *date = galley_date_to_text (comment->date);
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, comment->id);
  add_member (builder, "post", comment->post_title);
  add_member (builder, "name", comment->name);
  add_member (builder, "place", comment->place);
  add_member (builder, "email", comment->email);
  add_member (builder, "url", comment->url);
  add_member (builder, "date", date);
  add_member (builder, "status", galley_comment_status_to_name (comment->status));
  add_member (builder, "body", comment->body);
  add_member (builder, "original", comment->original);
  add_member (builder, "source", comment->source);
  add_member (builder, "source_id", comment->source_id);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  g_string_append_printf (lines, "%s\n", text);
}

static void
add_page (GString *page, const GalleyComment *comment)
{
  g_autofree char *date = galley_date_to_text (comment->date);

  g_string_append_printf (page, "## %s\n\n%s%s%s · %s · %s\n\n",
                          comment->post_title != NULL && *comment->post_title != '\0'
                              ? comment->post_title
                              : "Unplaced",
                          comment->name, *comment->place != '\0' ? ", " : "", comment->place, date,
                          galley_comment_status_to_name (comment->status));
  if (*comment->email != '\0')
    g_string_append_printf (page, "E-mail: %s\n\n", comment->email);
  if (*comment->url != '\0')
    g_string_append_printf (page, "Web site: %s\n\n", comment->url);
  g_string_append_printf (page, "%s\n\n", comment->body);
  if (*comment->original != '\0')
    g_string_append_printf (page, "As it came:\n\n%s\n\n", comment->original);
}

/**
 * galley_extract_reader:
 * @project: a project
 * @ids: (array length=n_ids): what a person wrote, as galley_project_find_reader() tells
 * @n_ids: how many
 * @folder: where to; made where it is not there
 * @error: GALLEY_STORE_ERROR, G_FILE_ERROR
 *
 * Writes all that the project holds of what a person wrote: comments.jsonl for programs, and
 * comments.md to be read.
 */
gboolean
galley_extract_reader (GalleyProject *project,
                       const gint64 *ids,
                       gsize n_ids,
                       const char *folder,
                       GError **error)
{
  g_autoptr (GPtrArray) comments = galley_project_load_comments (project, ids, n_ids, error);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) page = g_string_new ("# Comments\n\n");
  g_autofree char *lines_path = g_build_filename (folder, "comments.jsonl", NULL);
  g_autofree char *page_path = g_build_filename (folder, "comments.md", NULL);

  if (comments == NULL)
    return FALSE;
  for (guint i = 0; i < comments->len; i++)
    if (g_ptr_array_index (comments, i) != NULL)
      {
        add_line (lines, g_ptr_array_index (comments, i));
        add_page (page, g_ptr_array_index (comments, i));
      }
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_set_error (error, GALLEY_EXTRACT_ERROR, GALLEY_EXTRACT_ERROR_FAILED,
                   "%s: the folder cannot be made", folder);
      return FALSE;
    }
  return galley_file_write (lines_path, lines->str, lines->len, error) &&
         galley_file_write (page_path, page->str, page->len, error);
}
