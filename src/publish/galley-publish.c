/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-publish.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "galley-export-target.h"
#include "galley-export.h"
#include "galley-remote.h"

#define FOLDER "folder:"

/* One publication. The site is made in a folder of this target's own, which stays, so that the next
 * one costs what changed; "sent" beside it says what the target has. */
typedef struct
{
  GalleyProject *project;
  const GalleyPublishTarget *target;
  const GalleyPublishOptions *options;
  GalleyPublishReport *report;
  char *work, *site, *sent_file;
  GHashTable *sent; /* char * path to char * digest: what the target has */
  GHashTable *made; /* char * path to GalleyManifestEntry: what it shall have */
  GPtrArray *changed, *gone;
  char *mark; /* of the last publication that "sent" speaks of */
} Publication;

/**
 * galley_publish_report_clear:
 * @report: a report
 */
void
galley_publish_report_clear (GalleyPublishReport *report)
{
  g_clear_pointer (&report->changes, g_strfreev);
}

/**
 * galley_publish_check_address:
 * @address: of a target
 * @error: GALLEY_REMOTE_ERROR_ADDRESS
 *
 * Returns: whether it is one that can be published to, by its looks
 */
gboolean
galley_publish_check_address (const char *address, GError **error)
{
  if (g_str_has_prefix (address, FOLDER) && address[strlen (FOLDER)] != '\0')
    return TRUE;
  return galley_remote_check_address (address, error);
}

static gboolean
export_to (Publication *self,
           const char *folder,
           const GalleyExportOptions *options,
           GalleyExportReport *report,
           GCancellable *cancellable,
           GError **error)
{
  const GalleySiteOptions site_options = { NULL, FALSE, NULL };

  return galley_export_project (self->project, &site_options, folder, options, report, cancellable,
                                error);
}

/* A folder is exported to, and nothing else. */
static gboolean
publish_to_folder (Publication *self, GCancellable *cancellable, GError **error)
{
  const GalleyExportOptions options = { .dry_run = self->options->dry_run,
                                        .adopt = self->options->adopt,
                                        .progress = self->options->progress,
                                        .progress_data = self->options->progress_data };
  GalleyExportReport report = { 0 };
  gboolean done = export_to (self, self->target->address + strlen (FOLDER), &options, &report,
                             cancellable, error);

  self->report->sent = report.written;
  self->report->deleted = report.deleted;
  self->report->unchanged = report.unchanged;
  self->report->bytes = report.bytes;
  self->report->changes = g_strdupv (report.changes);
  galley_export_report_clear (&report);
  return done;
}

static gboolean
open_work (Publication *self, GError **error)
{
  g_autofree char *identity = galley_project_get_identity (self->project, error);

  if (identity == NULL)
    return FALSE;
  self->work = g_build_filename (g_get_user_state_dir (), "galley", "published", identity,
                                 self->target->name, NULL);
  self->site = g_build_filename (self->work, "site", NULL);
  self->sent_file = g_build_filename (self->work, "sent", NULL);
  if (g_mkdir_with_parents (self->work, 0700) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", self->work,
               g_strerror (errno));
  return FALSE;
}

/* The address, the mark, then a digest and a path a line. Of another address it says nothing. */
static void
load_sent (Publication *self)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  self->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!g_file_get_contents (self->sent_file, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  if (lines[0] == NULL || lines[1] == NULL || !g_str_equal (lines[0], self->target->address))
    return;
  self->mark = g_strdup (lines[1]);
  for (guint i = 2; lines[i] != NULL; i++)
    {
      const char *space = strchr (lines[i], ' ');

      if (space != NULL)
        g_hash_table_replace (self->sent, g_strdup (space + 1),
                              g_strndup (lines[i], (gsize) (space - lines[i])));
    }
}

static gboolean
save_sent (Publication *self, const char *mark, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer path, entry;

  g_string_append_printf (text, "%s\n%s\n", self->target->address, mark);
  g_hash_table_iter_init (&iter, self->made);
  while (g_hash_table_iter_next (&iter, &path, &entry))
    g_string_append_printf (text, "%s %s\n", ((const GalleyManifestEntry *) entry)->digest,
                            (const char *) path);
  return g_file_set_contents_full (self->sent_file, text->str, (gssize) text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* Another program, or Galley on another machine, published there since: all is sent again. */
static gboolean
look (Publication *self, const GalleyRemote *remote, GError **error)
{
  GalleyRemoteState state = { FALSE, NULL };
  gboolean known;

  if (!galley_remote_look (remote, &state, error))
    {
      galley_remote_state_clear (&state);
      return FALSE;
    }
  known = state.mark != NULL && g_strcmp0 (state.mark, self->mark) == 0;
  if (!known)
    g_hash_table_remove_all (self->sent);
  if (!state.is_empty && state.mark == NULL && !self->options->adopt)
    {
      g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_FOREIGN,
                   "%s holds other files, and none that Galley put there", self->target->address);
      return FALSE;
    }
  galley_remote_state_clear (&state);
  return TRUE;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
compare (Publication *self)
{
  GHashTableIter iter;
  gpointer path, value;

  self->changed = g_ptr_array_new ();
  self->gone = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->made);
  while (g_hash_table_iter_next (&iter, &path, &value))
    {
      const GalleyManifestEntry *entry = value;
      const char *there = g_hash_table_lookup (self->sent, path);

      if (there != NULL && g_str_equal (there, entry->digest))
        {
          self->report->unchanged++;
          continue;
        }
      g_ptr_array_add (self->changed, path);
      self->report->bytes += (guint64) entry->size;
    }
  g_hash_table_iter_init (&iter, self->sent);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (self->made, path))
      g_ptr_array_add (self->gone, path);
  g_ptr_array_sort (self->changed, compare_paths);
  g_ptr_array_sort (self->gone, compare_paths);
  self->report->sent = self->changed->len;
  self->report->deleted = self->gone->len;
}

static void
list_changes (Publication *self)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < self->changed->len; i++)
    g_ptr_array_add (lines, g_strconcat ("+ ", g_ptr_array_index (self->changed, i), NULL));
  for (guint i = 0; i < self->gone->len; i++)
    g_ptr_array_add (lines, g_strconcat ("- ", g_ptr_array_index (self->gone, i), NULL));
  g_ptr_array_add (lines, NULL);
  self->report->changes = (GStrv) g_ptr_array_free (lines, FALSE);
}

static gboolean
send (Publication *self, const GalleyRemote *remote, GError **error)
{
  g_autofree char *mark = g_uuid_string_random ();

  if (self->changed->len + self->gone->len == 0)
    return TRUE;
  /* Until all is there nobody knows what is. */
  g_unlink (self->sent_file);
  return galley_remote_send (remote, self->changed, self->gone, mark, error) &&
         save_sent (self, mark, error);
}

static gboolean
publish_to_remote (Publication *self, GCancellable *cancellable, GError **error)
{
  const GalleyExportOptions options = { .progress = self->options->progress,
                                        .progress_data = self->options->progress_data };
  GalleyExportReport report = { 0 };
  g_autofree char *message = NULL;
  GalleyRemote remote = { .address = self->target->address, .cancellable = cancellable };
  gboolean done;

  if (!open_work (self, error))
    return FALSE;
  remote.folder = self->site;
  remote.work = self->work;
  load_sent (self);
  if (!look (self, &remote, error))
    return FALSE;
  done = export_to (self, self->site, &options, &report, cancellable, error);
  galley_export_report_clear (&report);
  if (!done)
    return FALSE;
  self->made = galley_project_load_manifest (self->project, self->site, error);
  if (self->made == NULL)
    return FALSE;
  compare (self);
  list_changes (self);
  message = g_strdup_printf ("Publish %u files, delete %u", self->changed->len, self->gone->len);
  remote.message = message;
  return self->options->dry_run || send (self, &remote, error);
}

/**
 * galley_publish:
 * @project: a project that may be written to: what was exported is noted
 * @target: where
 * @options: how
 * @report: (inout): an empty report, which is filled
 * @cancellable: (nullable): stops it
 * @error: GALLEY_REMOTE_ERROR, GALLEY_EXPORT_ERROR, GALLEY_SITE_ERROR, GALLEY_STORE_ERROR,
 *   G_IO_ERROR
 *
 * Makes the site and takes it where it belongs: only what changed since the last publication, by
 * its content; what pages need before them, deletions last, and nothing of others' deleted. Where
 * it was interrupted the next one ends the same. Runs on the project's thread.
 *
 * Returns: whether the target has the site now
 */
gboolean
galley_publish (GalleyProject *project,
                const GalleyPublishTarget *target,
                const GalleyPublishOptions *options,
                GalleyPublishReport *report,
                GCancellable *cancellable,
                GError **error)
{
  Publication self = { project, target, options, report };
  gint64 begun = g_get_monotonic_time ();
  gboolean done = g_str_has_prefix (target->address, FOLDER)
                      ? publish_to_folder (&self, cancellable, error)
                      : publish_to_remote (&self, cancellable, error);

  report->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  g_clear_pointer (&self.changed, g_ptr_array_unref);
  g_clear_pointer (&self.gone, g_ptr_array_unref);
  g_clear_pointer (&self.sent, g_hash_table_unref);
  g_clear_pointer (&self.made, g_hash_table_unref);
  g_free (self.mark);
  g_free (self.work);
  g_free (self.site);
  g_free (self.sent_file);
  return done;
}
