/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text-language.h"

#include <gspell/gspell.h>

#include "galley-highlighting.h"

#define DELAY_MS 50 /* from a text to its colours: it is drawn first */

struct _GalleyTextLanguage
{
  GtkSourceView *view; /* (unowned): it owns this */
  GspellTextBuffer *spelling;
  char *code; /* of the text, as in names of dictionaries */
  gboolean spelled;
  gboolean highlighted;
  guint timeout; /* until the text gets its colours, and its spelling is checked */
};

static void
check_spelling (GalleyTextLanguage *self)
{
  const char *code = self->code;
  const GspellLanguage *found = code[0] != '\0' ? gspell_language_lookup (code) : NULL;
  g_autoptr (GspellChecker) checker = NULL;
  GspellTextView *spelling = gspell_text_view_get_from_gtk_text_view (GTK_TEXT_VIEW (self->view));

  /* "en" has no dictionary of its own; "en_US" has. */
  for (const GList *l = gspell_language_get_available (); found == NULL && l != NULL; l = l->next)
    if (code[0] != '\0' && g_str_has_prefix (gspell_language_get_code (l->data), code))
      found = l->data;
  if (found == NULL && code[0] == '\0')
    found = gspell_language_get_default ();
  checker = found != NULL ? gspell_checker_new (found) : NULL;
  gspell_text_buffer_set_spell_checker (self->spelling, checker);
  gspell_text_view_set_inline_spell_checking (spelling, checker != NULL && self->spelled);
  gspell_text_view_set_enable_language_menu (spelling, FALSE);
}

/* First what the text looks like, in the next turn its spelling: neither takes a turn for long. */
static gboolean
timeout_cb (gpointer user_data)
{
  GalleyTextLanguage *self = user_data;
  GtkSourceBuffer *buffer =
      GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)));

  if (gtk_source_buffer_get_language (buffer) == NULL && !self->highlighted)
    {
      self->highlighted = TRUE;
      gtk_source_buffer_set_language (
          buffer, gtk_source_language_manager_get_language (
                      gtk_source_language_manager_get_default (), "galley-markdown"));
      return G_SOURCE_CONTINUE;
    }
  self->timeout = 0;
  check_spelling (self);
  return G_SOURCE_REMOVE;
}

static void
add_highlighting (void)
{
  g_autoptr (GError) error = NULL;

  if (!galley_highlighting_add (NULL, &error))
    g_warning ("texts are shown without colours: %s", error->message);
}

/**
 * galley_text_language_new:
 * @view: (transfer none): a view on a source buffer that it keeps; frees what is returned
 *
 * Returns: (transfer full): the language of its text, which is not known yet
 */
GalleyTextLanguage *
galley_text_language_new (GtkSourceView *view)
{
  static gsize highlighting_added = 0;
  GalleyTextLanguage *language = g_new0 (GalleyTextLanguage, 1);

  if (g_once_init_enter (&highlighting_added))
    {
      add_highlighting ();
      g_once_init_leave (&highlighting_added, 1);
    }
  language->view = view;
  language->spelled = TRUE;
  language->spelling =
      gspell_text_buffer_get_from_gtk_text_buffer (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  return language;
}

/**
 * galley_text_language_free:
 * @language: (nullable): the language of a text
 *
 * Frees it.
 */
void
galley_text_language_free (GalleyTextLanguage *language)
{
  if (language == NULL)
    return;
  g_clear_handle_id (&language->timeout, g_source_remove);
  g_free (language->code);
  g_free (language);
}

/**
 * galley_text_language_set:
 * @language: the language of a text
 * @tag: BCP 47; "": the one of the person's locale
 *
 * Checks the spelling in this language, where there is a dictionary for it. Dictionaries and the
 * rules of highlighting are read when the text is on the screen.
 */
void
galley_text_language_set (GalleyTextLanguage *language, const char *tag)
{
  g_autofree char *code = g_strdelimit (g_strdup (tag), "-", '_');

  if (g_strcmp0 (code, language->code) == 0)
    return;
  g_free (language->code);
  language->code = g_steal_pointer (&code);
  if (language->timeout == 0)
    language->timeout = g_timeout_add_full (G_PRIORITY_LOW, DELAY_MS, timeout_cb, language, NULL);
}

/**
 * galley_text_language_set_spelled:
 * @language: the language of a text
 * @spelled: whether words that the dictionary does not have are marked
 *
 * Turns the check of the spelling on or off.
 */
void
galley_text_language_set_spelled (GalleyTextLanguage *language, gboolean spelled)
{
  GspellTextView *spelling =
      gspell_text_view_get_from_gtk_text_view (GTK_TEXT_VIEW (language->view));
  gboolean can = gspell_text_buffer_get_spell_checker (language->spelling) != NULL;

  language->spelled = spelled;
  gspell_text_view_set_inline_spell_checking (spelling, spelled && can);
}
