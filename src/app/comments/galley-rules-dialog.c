/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-rules-dialog.h"

#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-comment-view.h"
#include "galley-rule-jobs.h"
#include "galley-text.h"

#define SAVE_AFTER_MS 400
#define N_KINDS (GALLEY_RULE_HOLD_OLD + 1)

struct _GalleyRulesDialog
{
  GtkDialog parent_instance;
  GtkListBox *list;
  GtkButton *up_button, *down_button, *delete_button, *undo_button, *try_button;
  GtkWidget *form;
  GtkEntry *name;
  GtkComboBoxText *kind;
  GtkLabel *number_label;
  GtkSpinButton *number;
  GtkLabel *words_label;
  GtkWidget *words_frame;
  GtkTextView *words;
  GtkSwitch *enabled;
  GtkLabel *outcome;
  GtkTextView *caught;
  GtkWidget *caught_frame;

  GalleySession *session;
  GPtrArray *rules;  /* of GalleyRule, in their order */
  GPtrArray *before; /* of GPtrArray of GalleyRule: what undo goes back to, the newest last */
  GCancellable *trying;
  guint save_source;
  gboolean filling; /* the form is being filled, not changed */
};

G_DEFINE_FINAL_TYPE (GalleyRulesDialog, galley_rules_dialog, GTK_TYPE_DIALOG)

static int
get_row (GalleyRulesDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

static GalleyRule *
get_rule (GalleyRulesDialog *self)
{
  int row = get_row (self);

  return row >= 0 && self->rules != NULL && (guint) row < self->rules->len
             ? g_ptr_array_index (self->rules, (guint) row)
             : NULL;
}

static GtkWidget *
new_row (const GalleyRule *rule)
{
  g_autofree char *detail = g_strdup_printf ("%s · %s", galley_rule_kind_label (rule->kind),
                                             rule->enabled ? _ ("on") : _ ("off"));
  g_autofree char *count = g_strdup_printf ("%'u", rule->fired);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *title = gtk_label_new (rule->name);
  GtkWidget *subtitle = gtk_label_new (detail);
  GtkWidget *fired = gtk_label_new (count);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_style_context_add_class (gtk_widget_get_style_context (subtitle), "dim-label");
  gtk_style_context_add_class (gtk_widget_get_style_context (fired), "dim-label");
  gtk_style_context_add_class (gtk_widget_get_style_context (fired), "galley-count");
  gtk_widget_set_tooltip_text (fired, _ ("How many comments it decided on"));
  gtk_widget_set_hexpand (title, TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_container_set_border_width (GTK_CONTAINER (grid), 6);
  gtk_grid_attach (GTK_GRID (grid), title, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), subtitle, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), fired, 1, 0, 1, 2);
  if (!rule->enabled)
    gtk_style_context_add_class (gtk_widget_get_style_context (title), "dim-label");
  gtk_container_add (GTK_CONTAINER (row), grid);
  atk_object_set_name (gtk_widget_get_accessible (row), rule->name);
  gtk_widget_show_all (row);
  return row;
}

static void
show_buttons (GalleyRulesDialog *self)
{
  int row = get_row (self);
  gboolean any = get_rule (self) != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->up_button), any && row > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->down_button),
                            any && (guint) row + 1 < self->rules->len);
  gtk_widget_set_sensitive (GTK_WIDGET (self->delete_button), any);
  gtk_widget_set_sensitive (GTK_WIDGET (self->try_button), any);
  gtk_widget_set_sensitive (GTK_WIDGET (self->undo_button), self->before->len > 0);
  gtk_widget_set_sensitive (self->form, any);
}

/* Lists the rules, with @row selected. */
static void
show_rules (GalleyRulesDialog *self, int row)
{
  gtk_container_foreach (GTK_CONTAINER (self->list), (GtkCallback) gtk_widget_destroy, NULL);
  for (guint i = 0; i < self->rules->len; i++)
    gtk_container_add (GTK_CONTAINER (self->list), new_row (g_ptr_array_index (self->rules, i)));
  row = CLAMP (row, 0, (int) self->rules->len - 1);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, row));
  show_buttons (self);
}

static void
show_fields (GalleyRulesDialog *self, GalleyRuleKind kind)
{
  gboolean words = kind == GALLEY_RULE_HOLD_WORDS || kind == GALLEY_RULE_SPAM_WORDS;
  const char *number = kind == GALLEY_RULE_HOLD_LINKS  ? _ ("Links, or more")
                       : kind == GALLEY_RULE_HOLD_FAST ? _ ("Seconds between two")
                       : kind == GALLEY_RULE_HOLD_OLD  ? _ ("Days after the post")
                                                       : "";

  gtk_widget_set_visible (GTK_WIDGET (self->words_label), words);
  gtk_widget_set_visible (self->words_frame, words);
  gtk_widget_set_visible (GTK_WIDGET (self->number_label), *number != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->number), *number != '\0');
  gtk_label_set_text (self->number_label, number);
}

static void
forget_trial (GalleyRulesDialog *self)
{
  if (self->trying != NULL)
    g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
  gtk_label_set_text (self->outcome, "");
  gtk_widget_hide (self->caught_frame);
}

static void
row_selected_cb (GalleyRulesDialog *self)
{
  const GalleyRule *rule = get_rule (self);

  forget_trial (self);
  show_buttons (self);
  if (rule == NULL)
    return;
  self->filling = TRUE;
  gtk_entry_set_text (self->name, rule->name);
  gtk_combo_box_set_active (GTK_COMBO_BOX (self->kind), (int) rule->kind);
  gtk_spin_button_set_value (self->number, (double) rule->number);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->words), rule->value, -1);
  gtk_switch_set_active (self->enabled, rule->enabled);
  show_fields (self, rule->kind);
  self->filling = FALSE;
}

static void
show_error (GalleyRulesDialog *self, const char *message)
{
  gtk_label_set_text (self->outcome, message);
}

/* The project's rules are what is shown; only new ones get what they had not: their ids. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyRulesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rules = galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  if (rules == NULL)
    {
      show_error (self, error->message);
      return;
    }
  for (guint i = 0; i < rules->len && i < self->rules->len; i++)
    {
      GalleyRule *rule = g_ptr_array_index (self->rules, i);

      if (rule->id == 0)
        rule->id = ((const GalleyRule *) g_ptr_array_index (rules, i))->id;
    }
}

static gboolean
save_now (gpointer user_data)
{
  GalleyRulesDialog *self = user_data;

  self->save_source = 0;
  galley_session_run_async (self->session, GALLEY_LANE_EDIT, galley_rules_save_job,
                            galley_rules_copy (self->rules), (GDestroyNotify) g_ptr_array_unref,
                            (GDestroyNotify) g_ptr_array_unref, NULL, saved_cb,
                            g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
flush (GalleyRulesDialog *self)
{
  if (self->save_source == 0)
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  save_now (self);
}

/* Call before a change; what is typed in one go is one step of undo. */
static void
remember (GalleyRulesDialog *self)
{
  if (self->save_source == 0)
    g_ptr_array_add (self->before, galley_rules_copy (self->rules));
  else
    g_source_remove (self->save_source);
  self->save_source = g_timeout_add (SAVE_AFTER_MS, save_now, self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->undo_button), TRUE);
}

static char *
get_words (GalleyRulesDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->words);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
form_changed_cb (GalleyRulesDialog *self)
{
  GalleyRule *rule = get_rule (self);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int kind = gtk_combo_box_get_active (GTK_COMBO_BOX (self->kind));

  if (self->filling || rule == NULL)
    return;
  remember (self);
  g_free (rule->name);
  rule->name = g_strdup (gtk_entry_get_text (self->name));
  g_free (rule->value);
  rule->value = get_words (self);
  rule->kind = (GalleyRuleKind) CLAMP (kind, 0, N_KINDS - 1);
  rule->number = (gint64) gtk_spin_button_get_value (self->number);
  rule->enabled = gtk_switch_get_active (self->enabled);
  show_fields (self, rule->kind);
  forget_trial (self);
  gtk_container_foreach (GTK_CONTAINER (row), (GtkCallback) gtk_widget_destroy, NULL);
  {
    GtkWidget *fresh = new_row (rule);
    GtkWidget *grid = g_object_ref (gtk_bin_get_child (GTK_BIN (fresh)));

    gtk_container_remove (GTK_CONTAINER (fresh), grid);
    gtk_container_add (GTK_CONTAINER (row), grid);
    atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (row)), rule->name);
    g_object_unref (grid);
    g_object_unref (g_object_ref_sink (fresh));
  }
}

static void
move (GalleyRulesDialog *self, int by)
{
  int row = get_row (self);
  int to = row + by;
  gpointer moved;

  if (row < 0 || to < 0 || (guint) to >= self->rules->len)
    return;
  flush (self);
  remember (self);
  moved = g_ptr_array_steal_index (self->rules, (guint) row);
  g_ptr_array_insert (self->rules, to, moved);
  show_rules (self, to);
}

static void
up_cb (GalleyRulesDialog *self)
{
  move (self, -1);
}

static void
down_cb (GalleyRulesDialog *self)
{
  move (self, 1);
}

static void
add_cb (GalleyRulesDialog *self)
{
  GalleyRule *rule;

  if (self->rules == NULL)
    return;
  flush (self);
  remember (self);
  rule = galley_rule_new (GALLEY_RULE_HOLD_WORDS, _ ("New rule"));
  g_ptr_array_insert (self->rules, 0, rule);
  show_rules (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
delete_cb (GalleyRulesDialog *self)
{
  int row = get_row (self);

  if (row < 0)
    return;
  flush (self);
  remember (self);
  g_ptr_array_remove_index (self->rules, (guint) row);
  show_rules (self, row);
}

static void
undo_cb (GalleyRulesDialog *self)
{
  int row = get_row (self);

  flush (self);
  if (self->before->len == 0)
    return;
  g_ptr_array_unref (self->rules);
  self->rules = g_ptr_array_steal_index (self->before, self->before->len - 1);
  save_now (self);
  show_rules (self, row);
}

static void
show_trial (GalleyRulesDialog *self, const GalleyRuleTrial *trial)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *text =
      trial->caught == 0
          ? g_strdup_printf (_ ("It would have caught none of %'u comments."), trial->all)
          : g_strdup_printf (_ ("It would have caught %'u of %'u comments. Nothing was changed."),
                             trial->caught, trial->all);

  for (guint i = 0; i < trial->first->len; i++)
    {
      const GalleyComment *comment = g_ptr_array_index (trial->first, i);
      g_autofree char *heading = comment != NULL ? galley_comment_heading (comment) : NULL;
      g_autofree char *body = comment != NULL ? galley_text_shorten (comment->body, 160) : NULL;

      if (comment != NULL)
        g_string_append_printf (lines, "%s %s\n", heading, body);
    }
  if (trial->caught > trial->first->len)
    g_string_append_printf (lines, _ ("and %'u more"), trial->caught - trial->first->len);
  gtk_label_set_text (self->outcome, text);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->caught), lines->str, -1);
  gtk_widget_set_visible (self->caught_frame, trial->caught > 0);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyRulesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRuleTrial) trial =
      galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->trying);
  if (trial != NULL)
    show_trial (self, trial);
  else
    show_error (self, error->message);
}

static void
try_cb (GalleyRulesDialog *self)
{
  const GalleyRule *rule = get_rule (self);

  if (rule == NULL)
    return;
  forget_trial (self);
  self->trying = g_cancellable_new ();
  gtk_label_set_text (self->outcome, _ ("Trying it on all comments…"));
  galley_session_run_async (self->session, GALLEY_LANE_PREVIEW, galley_rule_try_job,
                            galley_rule_copy (rule), (GDestroyNotify) galley_rule_free,
                            (GDestroyNotify) galley_rule_trial_free, self->trying, tried_cb,
                            g_object_ref (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyRulesDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->rules, g_ptr_array_unref);
  self->rules = galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  if (self->rules == NULL)
    {
      self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_rule_free);
      show_error (self, error->message);
    }
  if (self->session != NULL)
    show_rules (self, 0);
}

static void
galley_rules_dialog_dispose (GObject *object)
{
  GalleyRulesDialog *self = GALLEY_RULES_DIALOG (object);

  if (self->session != NULL)
    flush (self);
  if (self->trying != NULL)
    g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_rules_dialog_parent_class)->dispose (object);
}

static void
galley_rules_dialog_finalize (GObject *object)
{
  GalleyRulesDialog *self = GALLEY_RULES_DIALOG (object);

  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_ptr_array_unref (self->before);
  G_OBJECT_CLASS (galley_rules_dialog_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GalleyRulesDialog, name)

static void
galley_rules_dialog_class_init (GalleyRulesDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_rules_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_rules_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "comments/galley-rules-dialog.ui");
  BIND (list);
  BIND (up_button);
  BIND (down_button);
  BIND (delete_button);
  BIND (undo_button);
  BIND (try_button);
  BIND (form);
  BIND (name);
  BIND (kind);
  BIND (number_label);
  BIND (number);
  BIND (words_label);
  BIND (words_frame);
  BIND (words);
  BIND (enabled);
  BIND (outcome);
  BIND (caught);
  BIND (caught_frame);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, up_cb);
  gtk_widget_class_bind_template_callback (widget_class, down_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
}

static void
free_rules (gpointer rules)
{
  g_ptr_array_unref (rules);
}

static void
galley_rules_dialog_init (GalleyRulesDialog *self)
{
  self->before = g_ptr_array_new_with_free_func (free_rules);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_rule_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < N_KINDS; i++)
    gtk_combo_box_text_append_text (self->kind, galley_rule_kind_label ((GalleyRuleKind) i));
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->words), "changed",
                            G_CALLBACK (form_changed_cb), self);
  g_signal_connect_swapped (self->enabled, "notify::active", G_CALLBACK (form_changed_cb), self);
}

/**
 * galley_rules_dialog_present:
 * @parent: the window whose project it is
 * @session: the project
 *
 * Shows the rules. What is changed is kept at once, and can be undone while the dialog is open.
 */
void
galley_rules_dialog_present (GtkWindow *parent, GalleySession *session)
{
  GalleyRulesDialog *self = g_object_new (GALLEY_TYPE_RULES_DIALOG, "use-header-bar", TRUE,
                                          "transient-for", parent, "modal", TRUE, NULL);

  self->session = g_object_ref (session);
  show_buttons (self);
  galley_session_run_async (session, GALLEY_LANE_EDIT, galley_rules_load_job, NULL, NULL,
                            (GDestroyNotify) g_ptr_array_unref, NULL, loaded_cb,
                            g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
}
