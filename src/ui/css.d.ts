/** A module may import its styles: the build loads them with it. */
declare module '*.css';
