/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions that the author answered. */
#include "galley-context.h"
#include "galley-index.h"
#include "galley-page-kind.h"
#include "galley-site-files.h"
#include "galley-site-private.h"
#include "galley-threads.h"

#include "galley-published-comments.h"

static gboolean
load_answers (GalleySite *site, const GalleyFile *file, GalleyMaterials *materials, GError **error)
{
  materials->comments = galley_project_load_answers (site->model->project, error);
  return materials->comments != NULL;
}

static GalleyValue *
fill_answers (GalleySite *site,
              const GalleyFile *file,
              const GalleyMaterials *materials,
              char **excerpt)
{
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  GalleyHead head = { galley_word (site->model->language, GALLEY_WORD_answers), NULL, NULL, NULL };
  GalleyValue *context = galley_context_new (site, file, &head, &from);
  GalleyList list = galley_list_new ();

  for (guint i = 0; i < materials->comments->len; i++)
    {
      const GalleyComment *question = g_ptr_array_index (materials->comments, i);
      const GalleyEntry *entry = galley_index_find (site->model, question->post_id);
      GalleyList answers = galley_list_new ();
      g_autofree char *address = NULL;
      GalleyValue *map;

      if (entry == NULL || question->by_author)
        {
          galley_value_unref (answers.value);
          continue;
        }
      /* A question is followed by its answers. */
      for (guint k = i + 1; k < materials->comments->len; k++)
        {
          const GalleyComment *answer = g_ptr_array_index (materials->comments, k);

          if (answer->parent_id != question->id)
            break;
          galley_list_append (&answers,
                              galley_context_comment (site, answer, question, entry, &from));
        }
      map = galley_value_new_map ();
      address = galley_address_for (&from, entry->path);
      galley_value_set (map, "question",
                        galley_context_comment (site, question, NULL, entry, &from));
      galley_context_set_list (map, "answers", NULL, answers);
      galley_context_set_text (map, "post_title", entry->post->title);
      galley_value_take_string (
          map, "address", g_strdup_printf ("%s#comment-%" G_GINT64_FORMAT, address, question->id));
      galley_list_append (&list, map);
    }
  galley_context_set_list (context, "answers", "has_answers", list);
  return context;
}

/* Every page leads to the answers, where there are any: the first one, and the loss of the last,
 * change all. */
static void
reach_answers (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach)
{
  gboolean had_answers = galley_index_has_path (site->model, GALLEY_ANSWERS_PATH);
  gboolean has_answers = FALSE;

  if (change->kind != GALLEY_CHANGE_COMMENTS ||
      !galley_theme_has_page (site->model->theme, "answers"))
    return;
  if (!galley_project_has_answers (site->model->project, &has_answers, NULL) ||
      has_answers != had_answers)
    galley_reach_everything (reach);
  else if (has_answers)
    galley_reach_file (reach, GALLEY_FILE_ANSWERS, g_strdup (GALLEY_ANSWERS_PATH), NULL, 0);
}

GALLEY_DEFINE_PAGE_KIND (answers,
                         galley_fingerprint_unknown,
                         reach_answers,
                         .template = "answers",
                         .fill = fill_answers,
                         .load = load_answers)
