/* SPDX-License-Identifier: GPL-3.0-or-later */
/* usage: floor FILE.md
 *
 * The least that an editor with a preview can be, to measure against: a text view and a WebKitGTK
 * view that is given the first paragraph anew when the text changes, and nothing else. */
#include <cmark.h>
#include <gtk/gtk.h>
#include <string.h>
#include <webkit2/webkit2.h>

static WebKitWebView *web;

static void
changed_cb (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;
  g_autoptr (GVariant) arguments = NULL;

  gtk_text_buffer_get_start_iter (buffer, &start);
  end = start;
  gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  html = cmark_markdown_to_html (text, strlen (text), CMARK_OPT_DEFAULT);
  arguments = g_variant_ref_sink (g_variant_new_parsed ("{'html': <%s>}", html));
  webkit_web_view_call_async_javascript_function (
      web, "document.body.firstElementChild.outerHTML = html", -1, arguments, NULL, NULL, NULL,
      NULL, NULL);
}

static GtkWidget *
scrolled (GtkWidget *child)
{
  GtkWidget *window = gtk_scrolled_window_new (NULL, NULL);

  gtk_container_add (GTK_CONTAINER (window), child);
  return window;
}

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;
  gsize length;
  GtkWidget *window, *paned, *view;
  GtkTextBuffer *buffer;

  gtk_init (&argc, &argv);
  if (argc != 2 || !g_file_get_contents (argv[1], &text, &length, NULL))
    return 2;
  window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_paned_set_position (GTK_PANED (paned), 640);
  view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (buffer, text, (int) length);
  g_signal_connect (buffer, "changed", G_CALLBACK (changed_cb), NULL);
  web = WEBKIT_WEB_VIEW (webkit_web_view_new ());
  html = cmark_markdown_to_html (text, length, CMARK_OPT_DEFAULT);
  webkit_web_view_load_html (web, html, NULL);
  gtk_paned_pack1 (GTK_PANED (paned), scrolled (view), TRUE, FALSE);
  gtk_paned_pack2 (GTK_PANED (paned), GTK_WIDGET (web), TRUE, FALSE);
  gtk_container_add (GTK_CONTAINER (window), paned);
  g_signal_connect (window, "destroy", G_CALLBACK (gtk_main_quit), NULL);
  gtk_widget_show_all (window);
  gtk_main ();
  return 0;
}
