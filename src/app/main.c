/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>

#include "galley-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (GalleyApplication) application = NULL;

  /* Nothing of Galley is drawn with OpenGL, and GTK takes long to look for it. */
  g_setenv ("GDK_GL", "disable", FALSE);
  /* Nor is the page: without this WebKit looks for a graphics card before it starts the process
     that shows the page, which then is on the screen 0.1 s later. */
  g_setenv ("WEBKIT_DISABLE_DMABUF_RENDERER", "1", FALSE);
  /* The preview's own script is small, and pages have none: a compiler of scripts is memory, and a
     way in. */
  g_setenv ("JSC_useJIT", "0", FALSE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GALLEY_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Galley"));
  g_set_prgname (GALLEY_APPLICATION_ID);

  application = galley_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
