/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-reach.h"

#include "galley-index.h"

/**
 * galley_reach_file:
 * @reach: what a change reaches
 * @kind: of a file
 * @path: (transfer full): its path
 * @subject: (nullable): what it is about
 * @number: which of several
 *
 * Says that the file shows something of what changed. Where the last export left none of that name,
 * the site has other files now, and all of it is looked at.
 */
void
galley_reach_file (GalleyReach *reach,
                   GalleyFileKind kind,
                   char *path,
                   gconstpointer subject,
                   guint number)
{
  GalleyModel *model = reach->model;
  g_autofree char *own = path;

  if (galley_file_list_find (model->files, own) != NULL)
    return;
  if (galley_index_has_path (model, own))
    galley_file_list_add (model->files, kind, g_steal_pointer (&own), subject, number);
  else
    reach->is_everything = TRUE;
}

/**
 * galley_reach_everything:
 * @reach: what a change reaches
 *
 * Says that the change may show in files that only the whole site tells.
 */
void
galley_reach_everything (GalleyReach *reach)
{
  reach->is_everything = TRUE;
}
